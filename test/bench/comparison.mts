import { loadavg } from 'node:os';

import { startTestN8n } from '../support/n8n.mts';
import { latencyRows, measureLatency, type Latency } from './latency.mts';
import { activateRivals, RIVALS, type RivalName } from './rivals.mts';
import { median } from './rounds.mts';
import { LOADS, measure, type Load, type Window } from './windows.mts';

/** One way to set up n8n's expression engine. */
export interface Engine {
	name: string;
	env: Record<string, string>;
	/** Share of the rounds of load that it gets; 0: only its latency is measured. */
	share: number;
}

/** What n8n users can set. */
export const ENGINES: readonly Engine[] = [
	{ name: 'lazy', env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' }, share: 1 },
	{ name: 'default', env: {}, share: 1 / 3 },
	{ name: 'pool of 2', env: { N8N_EXPRESSION_ENGINE_POOL_SIZE: '2' }, share: 0 },
	{
		name: 'lazy, compile cache',
		env: {
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
			N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true',
		},
		share: 1 / 3,
	},
];

/** One thing that is measured again and again. */
interface Series {
	engine: string;
	load: Load;
	rival: RivalName;
	windows: Window[];
}

export interface Plan {
	/** Of load, besides the one that warms up. */
	rounds: number;
	windowMs: number;
}

const HEAD = ['engine, load', 'a second', 'p50 ms', 'p99 ms', 'windows, a second'];

/** The same windows on one n8n after another, and the latency of a request alone. */
export class Comparison {
	readonly latencies: Latency[] = [];
	/** Load averages on the way. */
	readonly loads: number[] = [];
	readonly #series = new Map<string, Series>();

	/** On a fresh n8n: the latency if that is still to be measured, then the rounds. */
	async once(tarball: string, { name, env }: Engine, { rounds, windowMs }: Plan): Promise<void> {
		const n8n = await startTestN8n({ tarball, env });
		try {
			const rivals = await activateRivals(n8n);
			if (!this.latencies.some(({ engine }) => engine === name)) {
				const { key } = n8n.credential;
				this.latencies.push(await measureLatency(name, rivals[0]!.url, key));
			}
			// The first round warms everything up: it names the series, in order, and its windows are thrown away.
			for (let round = 0; rounds > 0 && round <= rounds; round++) {
				// A different one begins each time: what a window leaves behind may slow the next.
				const order = rivals.map((_, place) => rivals[(place + round) % rivals.length]!);
				const turns = LOADS.flatMap((load) =>
					order.filter(takes(load)).map((rival) => ({ load, rival })),
				);
				for (const { load, rival } of turns) {
					const window = await measure(n8n, rival.url, load, windowMs);
					const windows = round > 0 ? [window] : [];
					this.#add({ engine: name, load, rival: rival.name, windows });
				}
				this.loads.push(loadavg()[0] ?? 0);
			}
		} finally {
			await n8n.stop();
		}
	}

	/** Every series: its medians, and the rate of each window. */
	rows(): string[][] {
		const body = [...this.#series.values()].map((one) => [
			`${one.engine}, ${one.load}: ${one.rival}`,
			...(['perSecond', 'p50', 'p99'] as const).map((part) => middle(one, part).toFixed(0)),
			one.windows.map(({ perSecond }) => perSecond.toFixed(0)).join(' '),
		]);
		return [HEAD, ...body];
	}

	/** The trigger's rate against the others' under the same load, and against its own accepted rate. */
	ratios(): string[][] {
		const [trigger, ...others] = RIVALS;
		const loads = [...this.#series.values()].filter(({ rival }) => rival === trigger);
		const body = loads.map(({ engine, load }) => {
			const own = this.#rate(engine, load, trigger);
			const against = [
				...others.map((other) => this.#rate(engine, load, other)),
				this.#rate(engine, 'accepted', trigger),
			];
			return [`${engine}, ${load}`, ...against.map((other) => ratio(own, other))];
		});
		return [['the trigger against', ...others, 'its own accepted rate'], ...body];
	}

	latencyRows(): string[][] {
		return latencyRows(this.latencies);
	}

	#rate(engine: string, load: Load, rival: RivalName): number | undefined {
		const found = this.#series.get(nameOf({ engine, load, rival }));
		return found && middle(found, 'perSecond');
	}

	#add(series: Series): void {
		const known = this.#series.get(nameOf(series));
		if (known) known.windows.push(...series.windows);
		else this.#series.set(nameOf(series), series);
	}
}

/** To the others, one that cannot be read is nothing special: just a wrong signature. */
function takes(load: Load): (rival: { name: RivalName }) => boolean {
	return ({ name }) => load !== 'unreadable' || name === RIVALS[0];
}

function nameOf({ engine, load, rival }: Omit<Series, 'windows'>): string {
	return `${engine} ${load} ${rival}`;
}

function middle({ windows }: Series, part: keyof Window): number {
	return median(windows.map((window) => window[part]));
}

function ratio(own: number | undefined, other: number | undefined): string {
	// Not measured, or nothing was answered in time.
	if (own === undefined || !other) return '–';
	return `${(own / other).toFixed(2)}×`;
}
