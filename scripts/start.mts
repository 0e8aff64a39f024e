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
import { layOut } from './layout.mts';
import { installN8n } from './n8n/install.mts';
import { packProject } from './n8n/pack.mts';
import { startN8n } from './n8n/process.mts';
import type { RunningN8n } from './n8n/running.mts';
import { expectSignal, shutDown } from './n8n/shutdown.mts';
import { defaultVersion, supportedVersions } from './n8n/versions.mts';
import { runSteps } from './steps.mts';

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
		if (args.quick) await shutDown(isQuickDone ? 0 : 1);
		if (!isQuickDone) throw new CommandError('Not every sample was answered as it should be.');
		console.log('Now the same in a real n8n, with an editor to look at.\n');
		await installN8n(args.n8n);
		const { n8n, demo, sent, reminders } = await runInN8n(args.n8n, port);
		const isAsExpected = reportAnswers(sent);
		reminders.forEach(reportReminder);
		const isDone = isAsExpected && reminders.length === 2 && reminders.every(isComplete);
		if (args.once) await shutDown(isDone ? 0 : 1);
		await stayUp(n8n, demo);
	},
});

interface Shown {
	n8n: RunningN8n;
	demo: Demo;
	sent: Sent[];
	reminders: Reminder[];
}

async function runInN8n(version: string, port: number | undefined): Promise<Shown> {
	const shown: Partial<Shown> = {};
	await runSteps([
		{
			title: `Start n8n ${version} with this package installed in it`,
			task: async () => {
				const packed = await packProject();
				shown.n8n = await startN8n({ version, tarball: packed.tarball, port });
				await packed.remove();
			},
		},
		{
			title: 'Create a credential and publish a workflow',
			task: async () => {
				shown.demo = await setUpDemo(shown.n8n as RunningN8n);
			},
		},
		{
			title: 'Send three signed events, and wait for what the workflow makes of them',
			task: async () => {
				const demo = shown.demo as Demo;
				shown.sent = await sendDeliveries(demo);
				const accepted = shown.sent.filter(({ answer }) => answer.status === 200);
				shown.reminders = await readReminders(demo, accepted.length);
			},
		},
	]);
	return shown as Shown;
}

function reportAnswers(sent: Sent[]): boolean {
	console.log('');
	for (const { title, expectedStatus, answer } of sent) {
		const verdict = answer.status === expectedStatus ? '✓' : `✗ expected ${expectedStatus},`;
		console.log(`  ${verdict} ${title.padEnd(16)} ${answer.status} ${JSON.stringify(answer.body)}`);
	}
	return sent.every(({ expectedStatus, answer }) => answer.status === expectedStatus);
}

function reportReminder({ execution, checkout, reminder }: Reminder): void {
	const { id, status } = execution.summary;
	const error = execution.error ? ` (${execution.error.message})` : '';
	console.log(`\n  Execution ${id}: ${status}${error}`);
	if (checkout) for (const line of layOut(checkout)) console.log(`  ${line}`);
	if (reminder) {
		console.log(`\n  Message to ${String(reminder['to'])}:`);
		console.log(`  “${String(reminder['reminder'])}”`);
	}
}

function isComplete({ execution, reminder }: Reminder): boolean {
	return execution.summary.status === 'success' && typeof reminder?.['reminder'] === 'string';
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
