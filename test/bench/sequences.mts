import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { startN8n } from '../../scripts/n8n/process.mts';
import { postDelivery } from '../../scripts/post.mts';
import { aKurtaCart } from '../examples/checkout.mts';
import type { Example } from '../examples/example.mts';
import { Kit } from '../examples/kit.mts';
import { ExampleN8n, HOSTS } from '../examples/n8n.mts';
import { BUSY_SHOP } from '../support/busy-shop.mts';
import { setUpN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { SmtpStub } from '../support/smtp.mts';
import { jsonOf, startHostStub } from '../support/stub.mts';
import { WITHOUT_EDITOR } from '../support/without-editor.mts';

/** The last state of version 0.1.0's examples. */
const OLD = '41f7b63';
const POLL_MS = 1000;
/** Each execution that runs holds a sandbox of its own: some sixty at once took 1.4 GB. */
const AT_ONCE = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '10' };

/** Carts that are left at an even pace, each due for its first reminder this long after. */
interface Carts {
	count: number;
	perSecond: number;
	dueAfterMinutes: number;
}

export interface Figures {
	sent: number;
	twice: number;
	/** Between the first message and the last. */
	seconds: number;
	/** Milliseconds from when a message was due until it left, in order. */
	lags: number[];
	peakMegabytes: number;
	/** Of processor time that n8n took for each cart, from its event until the last message had left. */
	cpuSecondsEach: number;
}

/** A file of version 0.1.0's examples, from the history of the repository. */
export function oldExample(name: string): Example {
	const show = ['show', `${OLD}:examples/${name}.json`];
	return JSON.parse(execFileSync('git', show, { encoding: 'utf8', maxBuffer: 2 ** 25 })) as Example;
}

export function oldNames(): string[] {
	const list = ['ls-tree', '--name-only', OLD, 'examples/'];
	const files = execFileSync('git', list, { encoding: 'utf8' }).split('\n');
	return files.flatMap((file) => /^examples\/(.*)\.json$/.exec(file)?.[1] ?? []);
}

/** Has the kit's `recover` send one reminder for each cart, to a stand-in for the sender. */
export async function runKit(tarball: string, carts: Carts): Promise<Figures> {
	const stub = await startHostStub(HOSTS);
	const mail = await SmtpStub.start();
	const env = { ...stub.env, ...BUSY_SHOP, ...WITHOUT_EDITOR, ...AT_ONCE };
	const n8n = await startN8n({ tarball, env });
	try {
		const kit = new Kit(ExampleN8n.around(await setUpN8n(n8n), stub, mail));
		stub.respond = kit.senders.respond;
		const reminder_1_minutes = carts.dueAfterMinutes;
		await kit.startRecover({ reminder_1_minutes, reminder_2_minutes: '', reminder_3_minutes: '' });
		const cpuBefore = cpuSecondsOf(n8n.pid);
		const leftAt = await leave(kit.recover, carts);
		const messages = () => stub.requests.filter(({ body }) => body.includes('"to"'));
		// What takes ten times as long as it should will not end at all.
		const end = Date.now() + 10 * 60_000 * Math.max(1, carts.dueAfterMinutes);
		while (messages().length < carts.count && Date.now() < end) await sleep(POLL_MS);
		const sent = messages().map((request) => ({
			to: (jsonOf(request) as { to: string }).to,
			at: request.at,
		}));
		const dueAfterMs = carts.dueAfterMinutes * 60_000;
		const times = sent.map(({ at }) => at);
		return {
			sent: sent.length,
			twice: sent.length - new Set(sent.map(({ to }) => to)).size,
			seconds: (Math.max(...times) - Math.min(...times)) / 1000,
			lags: sent
				.map(({ to, at }) => at - (leftAt.get(to) ?? 0) - dueAfterMs)
				.sort((one, other) => one - other),
			peakMegabytes: peakOf(n8n.pid),
			cpuSecondsEach: (cpuSecondsOf(n8n.pid) - cpuBefore) / carts.count,
		};
	} finally {
		await n8n.stop();
		await Promise.all([stub.stop(), mail.stop()]);
	}
}

/** Leaves the carts; returns when n8n accepted each, by the shopper's number. */
async function leave(
	workflow: TestWorkflow,
	{ count, perSecond }: Carts,
): Promise<Map<string, number>> {
	const leftAt = new Map<string, number>();
	const started = Date.now();
	const deliveries = Array.from({ length: count }, async (_, number) => {
		await sleep((number / perSecond) * 1000);
		const digits = `91600${String(1_000_000 + number)}`;
		const names = { cart_id: `cart-${digits}`, cart_token: `token-${digits}` };
		const body = aKurtaCart({ phone: `+${digits}`, email: `${digits}@example.com`, ...names });
		const delivery = workflow.signed({ body });
		const { status } = await postDelivery(workflow.productionUrl, delivery, { timeoutMs: 60_000 });
		if (status !== 200) throw new Error(`Answered ${status}.`);
		leftAt.set(digits, Date.now());
	});
	await Promise.all(deliveries);
	console.log(`${count} carts left in ${Math.round((Date.now() - started) / 1000)} s`);
	return leftAt;
}

/** The most memory that a process has had, according to Linux. */
function peakOf(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** What a process has used so far, in Linux's hundredths of a second. */
function cpuSecondsOf(pid: number): number {
	const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
	const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
	return (user + system) / 100;
}
