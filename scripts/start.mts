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
import { layOut } from './layout.mts';
import { installN8n } from './n8n/install.mts';
import { packProject } from './n8n/pack.mts';
import { startN8n } from './n8n/process.mts';
import { duration } from './n8n/progress.mts';
import type { RunningN8n } from './n8n/running.mts';
import { expectSignal, shutDown } from './n8n/shutdown.mts';
import { defaultVersion, supportedVersions } from './n8n/versions.mts';

const STEPS = 6;

const command = defineCommand({
	meta: {
		name: 'npm start --',
		description: 'Runs this package in a real n8n and shows what it makes of sample deliveries',
	},
	args: {
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
		await step(1, `n8n ${args.n8n}`, async () => await installN8n(args.n8n));
		const packed = await step(2, 'Build and pack this package', packProject);
		const n8n = await step(3, 'Start n8n with the package installed', async () => {
			return await startN8n({ version: args.n8n, tarball: packed.tarball, port });
		});
		await packed.remove();
		const demo = await step(4, 'Create a credential and an active workflow', async () => {
			return await setUpDemo(n8n);
		});
		const sent = await step(5, 'Send three signed deliveries', async () => {
			return await sendDeliveries(demo);
		});
		const isAsExpected = reportAnswers(sent);
		const reminders = await step(6, 'Wait for the executions', async () => {
			const accepted = sent.filter(({ answer }) => answer.status === 200);
			return await readReminders(demo, accepted.length);
		});
		reminders.forEach(reportReminder);
		const isDone = isAsExpected && reminders.length === 2 && reminders.every(isComplete);
		if (args.once) await shutDown(isDone ? 0 : 1);
		await stayUp(n8n, demo);
	},
});

async function step<Result>(
	number: number,
	title: string,
	work: () => Promise<Result>,
): Promise<Result> {
	const started = Date.now();
	console.log(`[${number}/${STEPS}] ${title}…`);
	const result = await work();
	console.log(`      done in ${duration(Date.now() - started)}`);
	return result;
}

function reportAnswers(sent: Sent[]): boolean {
	for (const { title, expectedStatus, answer } of sent) {
		const verdict = answer.status === expectedStatus ? '✓' : `✗ expected ${expectedStatus},`;
		const text = JSON.stringify(answer.body);
		console.log(`      ${verdict} ${title.padEnd(16)} ${answer.status} ${text}`);
	}
	return sent.every(({ expectedStatus, answer }) => answer.status === expectedStatus);
}

function reportReminder({ execution, checkout, reminder }: Reminder): void {
	const { id, status } = execution.summary;
	console.log(
		`\n      Execution ${id}: ${status}${execution.error ? ` (${execution.error.message})` : ''}`,
	);
	if (checkout) for (const line of layOut(checkout)) console.log(`      ${line}`);
	if (reminder) {
		console.log(`\n      Message to ${String(reminder['to'])}:`);
		console.log(`      “${String(reminder['reminder'])}”`);
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
