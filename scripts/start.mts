import { defineCommand } from 'citty';

import { CommandError, portNumber, runCommandLine } from './cli.mts';
import {
	readReminders,
	sendDeliveries,
	setUpDemo,
	type Demo,
	type Reminder,
	type Sent,
} from './demo.mts';
import { runEmbeddedDemo } from './embedded/demo.mts';
import { installN8n } from './n8n/install.mts';
import { packProject } from './n8n/pack.mts';
import { startN8n } from './n8n/process.mts';
import type { RunningN8n } from './n8n/running.mts';
import { expectSignal, shutDown } from './n8n/shutdown.mts';
import { defaultVersion, supportedVersions } from './n8n/versions.mts';
import { during } from './progress.mts';

const command = defineCommand({
	meta: {
		name: 'npm start --',
		description:
			"Shows what this package makes of sample events, first in n8n's engine, then in a real n8n",
	},
	args: {
		quick: {
			type: 'boolean',
			description: 'End before the real n8n; exit code 0 if all went well',
		},
		once: { type: 'boolean', description: 'End after the samples; exit code 0 if all went well' },
		port: { type: 'string', description: 'Port of the editor (default: a free one)' },
		n8n: {
			type: 'enum',
			options: supportedVersions,
			default: defaultVersion,
			description: 'n8n version',
		},
	},
	run: async ({ args }) => {
		const port = args.port === undefined ? undefined : portNumber(args.port);
		const isQuickDone = await runEmbeddedDemo();
		if (args.quick && isQuickDone) {
			console.log('Next: `npm start` shows the same in a real n8n, with an editor to look at.');
		}
		if (args.quick) await shutDown(isQuickDone ? 0 : 1);
		if (!isQuickDone) throw new CommandError('Not every sample was answered as it should be.');
		console.log('Now the same in a real n8n, with an editor to look at.\n');
		await installN8n(args.n8n);
		const n8n = await during(
			`Starting n8n ${args.n8n} with this package installed in it`,
			async () => await startPacked(args.n8n, port),
		);
		const demo = await during(
			'Creating a credential, and publishing a workflow',
			async () => await setUpDemo(n8n),
		);
		const { sent, reminders } = await during(
			'Sending three signed events, and waiting for what the workflow makes of them',
			async () => await sendToWorkflow(demo),
		);
		const isAsExpected = reportAnswers(sent);
		const isDone = reportReminders(reminders) && isAsExpected;
		if (args.once) await shutDown(isDone ? 0 : 1);
		await stayUp(n8n, demo);
	},
});

async function startPacked(version: string, port: number | undefined): Promise<RunningN8n> {
	const packed = await packProject();
	const n8n = await startN8n({ version, tarball: packed.tarball, port });
	await packed.remove();
	return n8n;
}

async function sendToWorkflow(demo: Demo): Promise<{ sent: Sent[]; reminders: Reminder[] }> {
	const sent = await sendDeliveries(demo);
	const accepted = sent.filter(({ answer }) => answer.status === 200);
	return { sent, reminders: await readReminders(demo, accepted.length) };
}

function reportAnswers(sent: Sent[]): boolean {
	console.log('');
	for (const { title, expectedStatus, answer } of sent) {
		const verdict = answer.status === expectedStatus ? '✓' : `✗ expected ${expectedStatus},`;
		console.log(`  ${verdict} ${title.padEnd(16)} ${answer.status} ${JSON.stringify(answer.body)}`);
	}
	return sent.every(({ expectedStatus, answer }) => answer.status === expectedStatus);
}

function reportReminders(reminders: Reminder[]): boolean {
	for (const { status, to, text } of reminders) {
		console.log(
			`  Execution ended with ${status}. Would write to ${String(to)}: “${String(text)}”`,
		);
	}
	const isMade = ({ status, text }: Reminder) => status === 'success' && typeof text === 'string';
	return reminders.length === 2 && reminders.every(isMade);
}

async function stayUp(
	n8n: RunningN8n,
	{ editorUrl, owner, webhookUrl, webhookKey }: Demo,
): Promise<void> {
	console.log(`
n8n is running.
  Editor    ${editorUrl}
  Log in    ${owner.email}  /  ${owner.password}
  Webhook   ${webhookUrl}
  Send one  npm run send -- ${webhookUrl} --key ${webhookKey} --unique
Press Ctrl-C to stop it and remove everything it has stored.`);
	expectSignal();
	const how = await n8n.ended;
	throw new CommandError(`n8n ended by itself (${how}).`);
}

await runCommandLine(command);
