import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { defineCommand } from 'citty';
import { execa } from 'execa';

import type { Vendor } from '../../nodes/Ecom360/shared/cashfree.ts';
import { duplicateKeys } from '../../nodes/Ecom360/trigger/duplicates.ts';
import { TriggerMemories } from '../../nodes/Ecom360/trigger/recent-deliveries.ts';
import type * as receiving from '../../nodes/Ecom360/trigger/receive.ts';
import type * as reading from '../../nodes/Ecom360/trigger/settings.ts';
import type * as delivering from '../../nodes/Ecom360/webhook/delivery.ts';
import { fingerprintOf } from '../../nodes/Ecom360/webhook/delivery.ts';
import { bundlePackage } from '../../scripts/bundle.cjs';
import { runCommandLine, wholeNumber } from '../../scripts/cli.mts';
import { signedDelivery, type SignedDelivery } from '../../scripts/delivery.mts';
import { packProject } from '../../scripts/n8n/pack.mts';
import { ecom360Sample, parsed } from '../support/fixtures.mts';
import { load, markdownTable, median, publish } from './figures.mts';
import { timeInTurns } from './rounds.mts';

const KEY = 'whk_9f2c1d7e5b7d4c1f9f2c1d7e5b7d4c1f';
const project = fileURLToPath(new URL('../..', import.meta.url));

const ROOM = 'nodes/Ecom360/';
const MODULES = ['Ecom360Trigger.node', 'trigger/receive', 'trigger/settings', 'webhook/delivery'];

/** The carts that are measured, as their vendor would send and sign them. */
const DELIVERIES: Record<string, SignedDelivery> = {
	'Ecom360 sample': delivery('ecom360'),
	'OCC sample': delivery('occ'),
	'Ecom360, Indian number': delivery('ecom360', { phone: '+91 60003 76569' }),
	'100 lines': delivery('ecom360', { body: cartOf(100) }),
	'1,000 lines': delivery('ecom360', { body: cartOf(1000) }),
};

function delivery(vendor: Vendor, options: { phone?: string; body?: object } = {}): SignedDelivery {
	return signedDelivery({ vendor, key: KEY, ...options });
}

/** The sample with more lines, each for a different product. */
function cartOf(lines: number): object {
	const { event, data } = parsed(ecom360Sample) as {
		event: string;
		data: { line_items: object[] };
	};
	const line_items = Array.from({ length: lines }, (_, index) => ({
		...data.line_items[index % data.line_items.length],
		product_id: `prod_${index}`,
	}));
	return { event, data: { ...data, line_items } };
}

const command = defineCommand({
	meta: {
		name: 'npm run bench --',
		description: 'Times the receiving of a delivery against the floor',
	},
	args: {
		rounds: { type: 'string', default: '150', description: 'Rounds a cart; more are steadier' },
		memory: { type: 'boolean', default: true, description: 'Measure the memory of claims too' },
		write: { type: 'boolean', default: false, description: 'Write docs/performance.md' },
	},
	run: async ({ args }) => {
		const rounds = wholeNumber('rounds', args.rounds);
		// Bundled like the published package: what is measured is what ships.
		const outdir = await mkdtemp(join(project, 'node_modules', '.bench-'));
		try {
			await bundlePackage({ outdir, entryPoints: MODULES.map((name) => `${ROOM}${name}.ts`) });
			const rows = await measure(join(outdir, ROOM), rounds);
			const cold = (await coldRequire(join(outdir, ROOM))).toFixed(0);
			const packed = ((await packedSize()) / 1000).toFixed(1);
			const size = `A fresh process loads the trigger in ${cold} ms; packed, the package has ${packed} kB.`;
			const memory = args.memory ? [await memoryLine()] : [];
			const machine = `Node.js ${process.version}, load average ${load().toFixed(1)} at the end.`;
			const paragraphs = [markdownTable(rows), [size, ...memory, machine].join(' ')];
			await publish(paragraphs, { section: 'bench', isWritten: args.write });
		} finally {
			await rm(outdir, { recursive: true });
		}
	},
});

/** Times each cart; one row for each, after the head. */
async function measure(folder: string, rounds: number): Promise<string[][]> {
	const require = createRequire(import.meta.url);
	const { receive } = require(join(folder, 'trigger/receive.js')) as typeof receiving;
	const { readSettings } = require(join(folder, 'trigger/settings.js')) as typeof reading;
	const { Delivery } = require(join(folder, 'webhook/delivery.js')) as typeof delivering;
	const settings = readSettings({});
	const keys = [{ role: 'current', bytes: Buffer.from(KEY) }] as const;
	const rows: string[][] = [
		['', 'bytes', 'floor, µs', 'whole, µs', 'whole / floor', 'median', 'ns a byte'],
	];
	for (const [name, { body, headers }] of Object.entries(DELIVERIES)) {
		const host = { readKeys: async () => keys, readBody: async () => body };
		const whole = async () => await receive(new Delivery(headers, Date.now()), settings, host);
		const outcome = await whole();
		if (outcome.kind !== 'accepted') throw new Error(`${outcome.kind}: ${outcome.reason}`);
		const floor = () => {
			createHmac('sha256', KEY).update(body).digest();
			return JSON.parse(body.toString('utf8')) as unknown;
		};
		const times = await timeInTurns([floor, whole], rounds);
		const [least = NaN, own = NaN] = times.map((all) => Math.min(...all));
		const [usualFloor = NaN, usual = NaN] = times.map(median);
		rows.push([
			...[name, String(body.length), least.toFixed(1), own.toFixed(1)],
			...[`${(own / least).toFixed(2)}×`, `${(usual / usualFloor).toFixed(2)}×`],
			((own * 1000) / body.length).toFixed(1),
		]);
	}
	return rows;
}

const STARTS = 10;
/** n8n has loaded its own packages and used `Intl` long before it loads a node. */
const LOAD = `
	require('n8n-workflow');
	new Intl.DisplayNames('en', { type: 'region' }).of('IN');
	const started = performance.now();
	require(process.argv[1]);
	console.log(performance.now() - started);`;

/** Milliseconds that a fresh process takes to load the trigger: the fastest of ten. */
async function coldRequire(folder: string): Promise<number> {
	let fastest = Infinity;
	for (let start = 0; start < STARTS; start += 1) {
		const trigger = join(folder, 'Ecom360Trigger.node.js');
		const { stdout } = await execa('node', ['-e', LOAD, trigger], { cwd: project });
		fastest = Math.min(fastest, Number(stdout));
	}
	return fastest;
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

const DISTINCT_DELIVERIES = 200_000;
const WINDOW_MS = 24 * 3_600_000;
// As the trigger sets it: the memory is full with as many triggers as that takes.
const LIMITS = { perTrigger: 10_000, inAll: 100_000 };
const TRIGGERS = 10;

async function memoryLine(): Promise<string> {
	const memories = new TriggerMemories(LIMITS);
	const before = usedMegabytes();
	for (let number = 0; number < DISTINCT_DELIVERIES; number++) {
		const names = { id: randomUUID(), fingerprint: fingerprintOf(Buffer.from(String(number))) };
		const cart = { id: `cart_${number}`, token: randomUUID(), storeUrl: 'shop.example' };
		const customer = { phone: '+916000376569', email: null };
		const keys = duplicateKeys(names, { event: 'abandonedCheckout', cart, customer }, ['event']);
		const trigger = `workflow:trigger ${number % TRIGGERS}`;
		const claim = await memories.claim(trigger, keys, WINDOW_MS, { now: Date.now });
		if (typeof claim === 'object') claim.settle(true);
	}
	const more = (usedMegabytes() - before).toFixed(1);
	const count = DISTINCT_DELIVERIES.toLocaleString('en');
	return `Heap after ${count} distinct deliveries: ${more} MB more than before, with ${memories.size} remembered.`;
}

/** Megabytes of heap, not counting garbage. */
function usedMegabytes(): number {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	collectGarbage();
	return process.memoryUsage().heapUsed / 2 ** 20;
}

await runCommandLine(command);
