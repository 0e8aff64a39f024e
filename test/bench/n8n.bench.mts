import { cpus, loadavg } from 'node:os';

import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from '../../scripts/cli.mts';
import { packProject } from '../../scripts/n8n/pack.mts';
import { defaultVersion } from '../../scripts/n8n/versions.mts';
import { writeSection } from './docs.mts';
import { startTestN8n } from '../support/n8n.mts';
import { activateRivals, RIVALS } from './rivals.mts';
import { isBusy, TOO_BUSY } from './quiet.mts';
import { median } from './rounds.mts';
import { markdownTable, table } from './table.mts';
import { measure, type Load, type Window } from './windows.mts';

const ENGINES: Record<string, Record<string, string>> = {
	lazy: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	default: {},
};
const LOADS: readonly Load[] = ['accepted', 'forged', 'unreadable'];
const HEAD = ['engine, load', 'a second', 'p50 ms', 'p99 ms', 'windows, a second'];

/** One thing that is measured again and again. */
interface Series {
	engine: string;
	load: Load;
	rival: string;
	windows: Window[];
}

const command = defineCommand({
	meta: {
		name: 'npm run bench:n8n --',
		description: 'Compares the trigger with the Webhook node in one real n8n',
	},
	args: {
		rounds: { type: 'string', default: '5', description: 'Windows of each kind' },
		seconds: { type: 'string', default: '4', description: 'Length of a window' },
		starts: { type: 'string', default: '2', description: 'Starts of n8n for each engine setting' },
		write: { type: 'boolean', default: true, description: 'Write docs/performance.md' },
	},
	run: async ({ args }) => {
		const wasBusy = isBusy();
		const numbers = [args.rounds, args.seconds, args.starts].map(Number);
		const [rounds = 0, seconds = 0, starts = 0] = numbers;
		if (!numbers.every((number) => number > 0)) throw new CommandError('Numbers above 0, please.');
		const plan = { rounds: Math.ceil(rounds / starts), windowMs: seconds * 1000 };
		const run = new Comparison();
		const packed = await packProject();
		try {
			for (let start = 0; start < starts; start++) {
				for (const engine of Object.keys(ENGINES)) await run.once(packed.tarball, engine, plan);
			}
		} finally {
			await packed.remove();
		}
		const { loads } = run;
		const series = [...run.series.values()];
		const machine =
			`n8n ${defaultVersion}, SQLite, ${cpus().length} × ${cpus()[0]?.model.trim()}; ` +
			`load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}, the sender's included.`;
		console.log(`\n${machine}\n\n${table(rows(series))}\n\n${table(ratios(series))}`);
		const method =
			`Medians of windows of ${seconds} s that take turns; eight connections; each window is ` +
			'followed by a wait until all of its executions have ended.';
		if (wasBusy) console.log(TOO_BUSY);
		if (!args.write || wasBusy) return;
		const parts = [machine, method, markdownTable(rows(series)), markdownTable(ratios(series))];
		await writeSection('performance.md', 'bench:n8n', parts.join('\n\n'));
	},
});

interface Plan {
	rounds: number;
	windowMs: number;
}

/** The same windows on one n8n after another. */
class Comparison {
	readonly series = new Map<string, Series>();
	/** Load averages on the way. */
	readonly loads: number[] = [];

	async once(tarball: string, engine: string, { rounds, windowMs }: Plan): Promise<void> {
		const n8n = await startTestN8n({ tarball, env: ENGINES[engine] ?? {} });
		try {
			const rivals = await activateRivals(n8n);
			// The first round warms everything up: it names the series, in order, and its windows are thrown away.
			for (let round = 0; round <= rounds; round++) {
				// Another one begins each time: what a window leaves behind may slow the next.
				const order = rivals.map((_, place) => rivals[(place + round) % rivals.length]!);
				const turns = LOADS.flatMap((load) => order.map((rival) => ({ load, rival })));
				for (const { load, rival } of turns) {
					const window = await measure(n8n, rival.url, load, windowMs);
					const windows = round > 0 ? [window] : [];
					this.#add({ engine, load, rival: rival.name, windows });
				}
				this.loads.push(loadavg()[0] ?? 0);
			}
		} finally {
			await n8n.stop();
		}
	}

	#add(series: Series): void {
		const name = `${series.engine} ${series.load} ${series.rival}`;
		const known = this.series.get(name);
		if (known) known.windows.push(...series.windows);
		else this.series.set(name, series);
	}
}

function middle({ windows }: Series, part: keyof Window): number {
	return median(windows.map((window) => window[part]));
}

function rows(series: Series[]): string[][] {
	const body = series.map((one) => [
		`${one.engine}, ${one.load}: ${one.rival}`,
		...(['perSecond', 'p50', 'p99'] as const).map((part) => middle(one, part).toFixed(0)),
		one.windows.map(({ perSecond }) => perSecond.toFixed(0)).join(' '),
	]);
	return [HEAD, ...body];
}

/** The trigger's rate against the others' under the same load, and against its own accepted rate. */
function ratios(series: Series[]): string[][] {
	const [trigger, bare, built] = RIVALS;
	const rate = (engine: string, load: Load, rival: string): number => {
		const found = series.find(
			(one) => one.engine === engine && one.load === load && one.rival === rival,
		);
		return found ? middle(found, 'perSecond') : NaN;
	};
	const body = Object.keys(ENGINES).flatMap((engine) =>
		LOADS.map((load) => {
			const own = rate(engine, load, trigger);
			const against = [
				rate(engine, load, bare),
				rate(engine, load, built),
				rate(engine, 'accepted', trigger),
			];
			return [`${engine}, ${load}`, ...against.map((other) => `${(own / other).toFixed(2)}×`)];
		}),
	);
	return [['the trigger against', bare, built, 'its own accepted rate'], ...body];
}

await runCommandLine(command);
