import { createHmac } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { loadavg } from 'node:os';

import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from '../../scripts/cli.mts';
import type { SignedDelivery } from '../../scripts/delivery.mts';
import { packProject } from '../../scripts/n8n/pack.mts';
import { isBusy, TOO_BUSY, writeSection } from './docs.mts';
import { DELIVERIES, KEY } from './deliveries.mts';
import { heapGrowth } from './memory.mts';
import { timeInTurns, type Time, type Work } from './rounds.mts';
import { coldRequire, loadShipped, type Shipped } from './shipped.mts';
import { markdownTable, table } from './table.mts';

const DISTINCT_DELIVERIES = 200_000;
const STEPS = ['floor', 'whole', 'read header', 'verify', 'parse', 'fingerprint'] as const;
const MORE_STEPS = ['read checkout', 'screen', 'present'] as const;
type Step = (typeof STEPS)[number] | (typeof MORE_STEPS)[number];

interface Result {
	name: string;
	bytes: number;
	times: Record<Step, Time>;
}

const command = defineCommand({
	meta: {
		name: 'npm run bench --',
		description: 'Times the receiving of a delivery, whole and in steps, against the floor',
	},
	args: {
		rounds: { type: 'string', default: '150', description: 'Rounds a cart; more are steadier' },
		memory: { type: 'boolean', default: true, description: 'Measure the memory of claims too' },
		write: { type: 'boolean', description: 'Write docs/performance.md' },
	},
	run: async ({ args }) => {
		const wasBusy = isBusy();
		const rounds = Number(args.rounds);
		if (!(rounds >= 1)) throw new CommandError('--rounds wants a number from 1 on.');
		const shipped = await loadShipped();
		const results: Result[] = [];
		for (const [name, delivery] of Object.entries(DELIVERIES)) {
			const times = await timeInTurns(await worksOf(shipped, delivery), rounds);
			results.push({ name, bytes: delivery.body.length, times });
		}
		const memory = args.memory ? await memoryLine(shipped) : '';
		const cold = (await coldRequire()).toFixed(0);
		const packed = ((await packedSize()) / 1000).toFixed(1);
		const size = `A fresh process loads the trigger in ${cold} ms; packed, the package has ${packed} kB.`;
		const load = `Node.js ${process.version}, load average ${loadavg()[0]?.toFixed(1)} at the end.`;
		const parts = (layOut: typeof table) => [
			'Microseconds, fastest round:',
			layOut(steps(results)),
			'Whole against the floor, and nanoseconds a byte:',
			layOut(ratios(results)),
			`${size} ${memory} ${load}`,
		];
		console.log(parts(table).join('\n\n'));
		if (args.write && wasBusy) console.log(TOO_BUSY);
		else if (args.write)
			await writeSection('performance.md', 'bench', parts(markdownTable).join('\n\n'));
	},
});

function steps(results: Result[]): string[][] {
	const names = [...STEPS, ...MORE_STEPS];
	const body = results.map(({ name, bytes, times }) => [
		...[name, String(bytes)],
		...names.map((step) => times[step].minimum.toFixed(1)),
	]);
	return [['', 'bytes', ...names], ...body];
}

function ratios(results: Result[]): string[][] {
	const body = results.map(({ name, bytes, times: { floor, whole } }) => [
		name,
		`${(whole.minimum / floor.minimum).toFixed(2)}×`,
		`${(whole.median / floor.median).toFixed(2)}×`,
		((whole.minimum * 1000) / bytes).toFixed(1),
	]);
	return [['', 'fastest', 'median', 'ns a byte'], ...body];
}

async function memoryLine(shipped: Shipped): Promise<string> {
	const { before, after, remembered } = await heapGrowth(shipped, DISTINCT_DELIVERIES);
	const count = DISTINCT_DELIVERIES.toLocaleString('en');
	return `Heap after ${count} distinct deliveries: ${(after - before).toFixed(1)} MB more than before, with ${remembered} remembered.`;
}

/** Bytes of the tarball that npm would publish. */
async function packedSize(): Promise<number> {
	const packed = await packProject();
	try {
		return (await stat(packed.tarball)).size;
	} finally {
		await packed.remove();
	}
}

/** Each step on what the steps before it make from the delivery, and all of them together. */
async function worksOf(shipped: Shipped, sent: SignedDelivery): Promise<Record<Step, Work>> {
	const { body } = sent;
	const keys = [{ role: 'current', bytes: Buffer.from(KEY) }] as const;
	const settings = shipped.readSettings({});
	const host = { readKeys: async () => keys, readBody: async () => body };
	const whole = async () =>
		await shipped.receive(new shipped.Delivery(sent.headers, Date.now()), settings, host);
	const outcome = await whole();
	if (outcome.kind !== 'accepted') throw new Error(`${outcome.kind}: ${outcome.reason}`);

	const rules = settings.signature;
	const delivery = new shipped.Delivery(sent.headers, Date.now());
	const readHeader = () => shipped.readSignatures(delivery.header(rules.header), rules);
	const parts = { body, source: delivery, signatures: value(readHeader()) };
	const verify = () => shipped.verify(parts, keys, rules, delivery.receivedAt);
	const verified = value(verify());
	const parse = () => shipped.parseBody(verified.body);
	const exact = value(parse());
	const readCheckout = () => {
		const { data, vendor } = shipped.openEnvelope(exact);
		return shipped.parseCheckout(data, vendor, settings.reading);
	};
	const checkout = value(readCheckout());
	const names = { id: 'id', fingerprint: 'fingerprint' };
	const present = () => {
		const details = shipped.describeDelivery(delivery, names, verified, checkout.warnings);
		return shipped.present('abandonedCheckout', checkout, details, settings.presenting);
	};
	return {
		floor: () => {
			createHmac('sha256', KEY).update(body).digest();
			return JSON.parse(body.toString('utf8')) as unknown;
		},
		whole,
		'read header': readHeader,
		verify,
		parse,
		fingerprint: () => shipped.fingerprintOf(body),
		'read checkout': readCheckout,
		screen: () => shipped.screen(checkout, settings.filters),
		present,
	};
}

function value<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
	if (result.ok) return result.value;
	throw new Error(String(result.error));
}

await runCommandLine(command);
