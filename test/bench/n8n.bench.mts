import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from '../../scripts/cli.mts';
import { packProject } from '../../scripts/n8n/pack.mts';
import { defaultVersion } from '../../scripts/n8n/versions.mts';
import { startTestN8n } from '../support/n8n.mts';
import { load as loadAverage, markdownTable, median, processors, publish } from './figures.mts';
import { latencyRow, LATENCY_HEAD, LOADS, measure, type Load, type Window } from './requests.mts';
import { activateRivals, RIVALS, type RivalName } from './rivals.mts';

/** One way to set up n8n's expression engine, which n8n users can choose. */
interface Engine {
	name: string;
	env: Record<string, string>;
	/** Share of the rounds of load that it gets; 0: only its latency is measured. */
	share: number;
}

const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
const CACHE = { ...LAZY, N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true' };
const ENGINES: readonly Engine[] = [
	{ name: 'lazy', env: LAZY, share: 1 },
	{ name: 'default', env: {}, share: 1 / 3 },
	{ name: 'pool of 2', env: { N8N_EXPRESSION_ENGINE_POOL_SIZE: '2' }, share: 0 },
	{ name: 'lazy, compile cache', env: CACHE, share: 1 / 3 },
];

const command = defineCommand({
	meta: {
		name: 'npm run bench:n8n --',
		description:
			'Compares the trigger with the Webhook node in a real n8n, and times single requests (11 minutes; --rounds 1 --seconds 1 --starts 1: 4 minutes)',
	},
	args: {
		rounds: { type: 'string', default: '6', description: 'Windows of each kind, lazy engine' },
		seconds: { type: 'string', default: '2.5', description: 'Length of a window' },
		starts: { type: 'string', default: '2', description: 'Starts of n8n that share the rounds' },
		write: { type: 'boolean', default: true, description: 'Write docs/performance.md' },
	},
	run: async ({ args }) => {
		const started = performance.now();
		const numbers = [args.rounds, args.seconds, args.starts].map(Number);
		const [rounds = 0, seconds = 0, starts = 0] = numbers;
		if (!numbers.every((number) => number > 0)) throw new CommandError('Numbers above 0, please.');
		const { tarball, remove } = await packProject();
		try {
			for (let start = 0; start < starts; start++) {
				// Whatever has few rounds, or none, needs only one start.
				for (const engine of ENGINES.filter(({ share }) => start === 0 || share === 1)) {
					const own = engine.share < 1 ? rounds * engine.share : rounds / starts;
					await compare(tarball, engine, Math.ceil(own), seconds * 1000);
					const took = Math.round((performance.now() - started) / 1000);
					console.log(`${engine.name}, start ${start + 1}: ${took} s`);
				}
			}
		} finally {
			await remove();
		}
		const paragraphs = [
			`n8n ${defaultVersion}, SQLite, ${processors()}; load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}, the sender's included.`,
			`Medians of windows of ${seconds} s that take turns; eight connections; each window is followed by a wait until all of its executions have ended.`,
			markdownTable(rates()),
			markdownTable(ratios()),
			'One request every two seconds and nothing else, ten of each kind after one that is not counted:',
			markdownTable([LATENCY_HEAD, ...latencies.values()]),
		];
		await publish(paragraphs, { section: 'bench:n8n', isWritten: args.write });
	},
});

/** One thing that is measured again and again. */
interface Series {
	engine: string;
	load: Load;
	rival: RivalName;
	windows: Window[];
}

const series: Series[] = [];
/** The latency of a request alone: a row for each engine. */
const latencies = new Map<string, string[]>();
/** Load averages on the way. */
const loads: number[] = [];

/** On a fresh n8n: the latency if that is still to be measured, then the rounds. */
async function compare(
	tarball: string,
	{ name: engine, env }: Engine,
	rounds: number,
	windowMs: number,
): Promise<void> {
	const n8n = await startTestN8n({ tarball, env });
	try {
		const rivals = await activateRivals(n8n);
		if (!latencies.has(engine)) {
			latencies.set(engine, await latencyRow(engine, rivals[0]?.url ?? '', n8n.credential.key));
		}
		// The first round warms everything up: it names the series, in order, and is not counted.
		for (let round = 0; rounds > 0 && round <= rounds; round++) {
			for (const load of LOADS) {
				// A different one begins each time: what a window leaves behind may slow the next.
				for (const place of rivals.keys()) {
					const { name: rival, url } = rivals[(place + round) % rivals.length]!;
					// To the others, one that cannot be read is nothing special: just a wrong signature.
					if (load === 'unreadable' && rival !== RIVALS[0]) continue;
					const window = await measure(n8n, url, load, windowMs);
					const known = seriesOf(engine, load, rival);
					if (!known) series.push({ engine, load, rival, windows: [] });
					else if (round > 0) known.windows.push(window);
				}
			}
			loads.push(loadAverage());
		}
	} finally {
		await n8n.stop();
	}
}

function seriesOf(engine: string, load: Load, rival: RivalName): Series | undefined {
	return series.find((one) => one.engine === engine && one.load === load && one.rival === rival);
}

/** Every series: its medians, and the rate of each window. */
function rates(): string[][] {
	const body = series.map((one) => [
		`${one.engine}, ${one.load}: ${one.rival}`,
		...(['perSecond', 'p50', 'p99'] as const).map((part) => middle(one, part).toFixed(0)),
		one.windows.map(({ perSecond }) => perSecond.toFixed(0)).join(' '),
	]);
	return [['engine, load', 'a second', 'p50 ms', 'p99 ms', 'windows, a second'], ...body];
}

/** The trigger's rate against the others' under the same load, and against its own accepted rate. */
function ratios(): string[][] {
	const [trigger, ...others] = RIVALS;
	const body = series
		.filter(({ rival }) => rival === trigger)
		.map((own) => {
			const { engine, load } = own;
			const against = [
				...others.map((other) => seriesOf(engine, load, other)),
				seriesOf(engine, 'accepted', trigger),
			];
			return [`${engine}, ${load}`, ...against.map((other) => ratio(own, other))];
		});
	return [['the trigger against', ...others, 'its own accepted rate'], ...body];
}

function middle({ windows }: Series, part: keyof Window): number {
	return median(windows.map((window) => window[part]));
}

function ratio(own: Series, other: Series | undefined): string {
	const rate = other ? middle(other, 'perSecond') : 0;
	// Not measured, or nothing was answered in time.
	return rate > 0 ? `${(middle(own, 'perSecond') / rate).toFixed(2)}×` : '–';
}

await runCommandLine(command);
