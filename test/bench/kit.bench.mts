import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from '../../scripts/cli.mts';
import { packProject } from '../../scripts/n8n/pack.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import { defaultVersion } from '../../scripts/n8n/versions.mts';
import { aKurtaCart } from '../examples/checkout.mts';
import { exampleNames, readExample } from '../examples/example.mts';
import { Kit } from '../examples/kit.mts';
import { ExampleN8n, HOSTS } from '../examples/n8n.mts';
import { monthlyRuns } from '../examples/schedules.mts';
import { BUSY_SHOP } from '../support/busy-shop.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { setUpN8n } from '../support/n8n.mts';
import { SmtpStub } from '../support/smtp.mts';
import { jsonOf, startHostStub } from '../support/stub.mts';
import { WITHOUT_EDITOR } from '../support/without-editor.mts';
import { load, markdownTable, percentile, processors, publish, sorted } from './figures.mts';

const POLL_MS = 1000;
/** Each execution that runs holds a sandbox of its own: some sixty at once took 1.4 GB. */
const AT_ONCE = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '10' };

const command = defineCommand({
	meta: {
		name: 'npm run bench:kit --',
		description:
			'Has `recover` send one reminder for each of many carts, and counts what schedules cost',
	},
	args: {
		carts: {
			type: 'string',
			default: '2000',
			description: 'Carts that fall due; 0: schedules only',
		},
		minutes: { type: 'string', default: '10', description: '… within so many minutes' },
		write: { type: 'boolean', default: true, description: 'Write docs/performance.md' },
	},
	run: async ({ args }) => {
		const [count = 0, minutes = 0] = [args.carts, args.minutes].map(Number);
		if (!(count >= 0 && minutes > 0)) throw new CommandError('Numbers above 0, please.');
		const isWritten = args.write;
		await publish([markdownTable(schedules())], { section: 'bench:schedules', isWritten });
		if (count === 0) return;
		const before = load().toFixed(1);
		const { tarball, remove } = await packProject();
		try {
			const rows = await runKit(tarball, count, minutes);
			const paragraphs = [
				`n8n ${defaultVersion}, SQLite, lazy expression engine, ${processors()}; load average ${before} to ${load().toFixed(1)}.`,
				`${count} carts, left within ${minutes} minutes and due within ${minutes} minutes:`,
				markdownTable(rows),
			];
			await publish(paragraphs, { section: 'bench:kit', isWritten });
		} finally {
			await remove();
		}
	},
});

/** How many executions each file's schedules start in a month, and all of them together. */
function schedules(): string[][] {
	const all = exampleNames().map((name) => [name, monthlyRuns(readExample(name))] as const);
	const sum = all.reduce((total, [, runs]) => total + runs, 0);
	const rows = [...all.filter(([, runs]) => runs > 0), ['together', sum] as const];
	return [['file', 'executions'], ...rows.map(([name, runs]) => [name, String(runs)])];
}

/** Has the kit's `recover` send one reminder for each cart, to a stand-in for the sender. */
async function runKit(tarball: string, count: number, minutes: number): Promise<string[][]> {
	const stub = await startHostStub(HOSTS);
	const mail = await SmtpStub.start();
	const env = { ...stub.env, ...BUSY_SHOP, ...WITHOUT_EDITOR, ...AT_ONCE };
	const n8n = await startN8n({ tarball, env });
	try {
		const kit = new Kit(ExampleN8n.around(await setUpN8n(n8n), stub, mail));
		stub.respond = kit.senders.respond;
		// Due when all have been left: planning and sending are not mixed.
		const dueAfter = minutes + 0.5;
		const others = { reminder_2_minutes: '', reminder_3_minutes: '' };
		await kit.startRecover({ reminder_1_minutes: dueAfter, ...others });
		const cpuBefore = cpuSecondsOf(n8n.pid);
		const leftAt = await leave(kit.recover, count, minutes);
		const messages = () => stub.requests.filter(({ body }) => body.includes('"to"'));
		// What takes ten times as long as it should will not end at all.
		const end = Date.now() + 10 * 60_000 * dueAfter;
		while (messages().length < count && Date.now() < end) await sleep(POLL_MS);

		const sent = messages().map((one) => ({ to: (jsonOf(one) as { to: string }).to, at: one.at }));
		const times = sent.map(({ at }) => at);
		const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
		const lags = sorted(sent.map(({ to, at }) => at - (leftAt.get(to) ?? 0) - dueAfter * 60_000));
		const late = (share: number): string => `${(percentile(lags, share) / 1000).toFixed(1)} s`;
		const cpuSeconds = cpuSecondsOf(n8n.pid) - cpuBefore;
		return [
			['', 'recover'],
			['messages sent', String(sent.length)],
			['… twice', String(sent.length - new Set(sent.map(({ to }) => to)).size)],
			['messages a second', (sent.length / seconds).toFixed(1)],
			['later than due, half of them', late(0.5)],
			['… 99 of 100', late(0.99)],
			['… the last', late(1)],
			['processor time for each cart', `${(cpuSeconds / count).toFixed(2)} s`],
			['peak memory of n8n', `${peakMegabytesOf(n8n.pid).toFixed(0)} MB`],
			['executions that n8n counts', String(count)],
		];
	} finally {
		await n8n.stop();
		await Promise.all([stub.stop(), mail.stop()]);
	}
}

/** Leaves carts at an even pace; returns when n8n accepted each, by the shopper's number. */
async function leave(
	workflow: TestWorkflow,
	count: number,
	minutes: number,
): Promise<Map<string, number>> {
	const leftAt = new Map<string, number>();
	const started = Date.now();
	const deliveries = Array.from({ length: count }, async (_, number) => {
		await sleep((number / count) * minutes * 60_000);
		const digits = `91600${String(1_000_000 + number)}`;
		const names = { cart_id: `cart-${digits}`, cart_token: `token-${digits}` };
		const body = aKurtaCart({ phone: `+${digits}`, email: `${digits}@example.com`, ...names });
		const { status } = await workflow.deliver({ body });
		if (status !== 200) throw new Error(`Answered ${status}.`);
		leftAt.set(digits, Date.now());
	});
	await Promise.all(deliveries);
	console.log(`${count} carts left in ${Math.round((Date.now() - started) / 1000)} s`);
	return leftAt;
}

/** The most memory that a process has had, according to Linux. */
function peakMegabytesOf(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** The processor time of a process so far, which Linux counts in hundredths of a second. */
function cpuSecondsOf(pid: number): number {
	const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
	const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
	return (user + system) / 100;
}

await runCommandLine(command);
