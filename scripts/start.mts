import { fileURLToPath } from 'node:url';

import { defineCommand } from 'citty';

import { CommandError, portNumber, runCommandLine } from './cli.mts';
import { REMINDER, setUpDemo, type Demo } from './demo.mts';
import { inOwnHome } from './embedded/home.mts';
import type { Sample } from './embedded/samples.mts';
import { installN8n } from './n8n/install.mts';
import { buildProject } from './n8n/pack.mts';
import { startPacked } from './n8n/process.mts';
import type { RunningN8n } from './n8n/running.mts';
import { expectSignal, shutDown } from './n8n/shutdown.mts';
import { defaultVersion, supportedVersions } from './n8n/versions.mts';
import { postDelivery } from './post.mts';
import { during } from './progress.mts';

const project = fileURLToPath(new URL('..', import.meta.url));

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
		const isQuickDone = await showEngine();
		if (args.quick && isQuickDone) {
			console.log('Next: `npm start` shows the same in a real n8n, with an editor to look at.');
		}
		if (args.quick) await shutDown(isQuickDone ? 0 : 1);
		if (!isQuickDone) throw new CommandError('Not every sample was answered as it should be.');
		console.log('Now the same in a real n8n, with an editor to look at.\n');
		await installN8n(args.n8n);
		const n8n = await during(
			`Starting n8n ${args.n8n} with this package installed in it`,
			async () => await startPacked({ version: args.n8n, port }),
		);
		const demo = await during(
			'Creating a credential, and publishing a workflow',
			async () => await setUpDemo(n8n),
		);
		const isDone = await showWorkflow(demo);
		if (args.once) await shutDown(isDone ? 0 : 1);
		await stayUp(n8n, demo);
	},
});

/** Builds this package, sends samples to its trigger in n8n's engine, and prints what comes of them. */
async function showEngine(): Promise<boolean> {
	await during('Building this package', buildProject);
	const title = "Sending four signed events to it in n8n's engine";
	const samples = await during(title, async () => await inOwnHome(sendToEngine));
	const { sampleReport } = await import('./embedded/report.mts');
	console.log(`\n${sampleReport(samples).join('\n')}\n`);
	return samples.every(({ isAsExpected }) => isAsExpected);
}

// Only now: n8n-core reads its settings, and writes a file beside them, as it is loaded.
async function sendToEngine(): Promise<Sample[]> {
	const { loadNodes, nodeOf } = await import('./embedded/context.mts');
	const { sendSamples } = await import('./embedded/samples.mts');
	return await sendSamples(nodeOf(await loadNodes(project)));
}

/** Sends the same samples to n8n, and prints what its workflow makes of them. */
async function showWorkflow({ api, workflowId, webhookKey, webhookUrl }: Demo): Promise<boolean> {
	const { sendEach } = await import('./embedded/samples.mts');
	const { answerLines } = await import('./embedded/report.mts');
	const title = 'Sending the four events to it, and waiting for what the workflow makes of them';
	const { samples, executions } = await during(title, async () => {
		const samples = await sendEach(
			webhookKey,
			async (delivery) => await postDelivery(webhookUrl, delivery),
		);
		const accepted = samples.filter(({ expected }) => expected.body['status'] === 'accepted');
		const finished = await api.waitForExecutions(workflowId, accepted.length);
		const ids = finished.map(({ id }) => id).reverse();
		return {
			samples,
			executions: await Promise.all(ids.map(async (id) => await api.execution(id))),
		};
	});
	console.log(`\n${answerLines(samples).join('\n')}`);
	const areMade = executions.map((execution) => {
		const { to, reminder } = execution.items(REMINDER)[0]?.json ?? {};
		const { status } = execution.summary;
		console.log(
			`  Execution ended with ${status}. Would write to ${String(to)}: “${String(reminder)}”`,
		);
		return status === 'success' && typeof reminder === 'string';
	});
	return areMade.every(Boolean) && samples.every(({ isAsExpected }) => isAsExpected);
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
