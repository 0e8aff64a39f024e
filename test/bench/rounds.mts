/** What is measured: returning a promise makes it be awaited. */
export type Work = () => unknown;

export interface Time {
	/** Microseconds a call. */
	minimum: number;
	median: number;
}

const ROUND_MS = 4;
const WARM_UP_MS = 300;

/**
 * Times several pieces of work in many short rounds that take turns.
 *
 * On a machine that does other things too, a slow moment then hits all of them alike; minimum and
 * median are far steadier than a mean.
 */
export async function timeInTurns<Name extends string>(
	works: Record<Name, Work>,
	rounds: number,
): Promise<Record<Name, Time>> {
	const tasks: Array<{ name: string; work: Work; calls: number; times: number[] }> = [];
	for (const [name, work] of Object.entries<Work>(works)) {
		tasks.push({ name, work, calls: await calibrate(work), times: [] });
	}
	for (let round = 0; round < rounds; round++) {
		for (const { work, calls, times } of tasks) times.push(await time(work, calls));
	}
	const results = tasks.map(({ name, times }) => [name, summarize(times)]);
	return Object.fromEntries(results) as Record<Name, Time>;
}

/** Warms up, and finds how many calls fill a round. */
async function calibrate(work: Work): Promise<number> {
	const end = performance.now() + WARM_UP_MS;
	let fastest = Infinity;
	while (performance.now() < end) fastest = Math.min(fastest, await time(work, 20));
	return Math.max(1, Math.round((ROUND_MS * 1000) / fastest));
}

/** Microseconds a call. */
async function time(work: Work, calls: number): Promise<number> {
	const started = performance.now();
	for (let call = 0; call < calls; call++) {
		const result = work();
		if (result instanceof Promise) await result;
	}
	return ((performance.now() - started) * 1000) / calls;
}

function summarize(times: number[]): Time {
	return { minimum: Math.min(...times), median: median(times) };
}

export function median(values: readonly number[]): number {
	const inOrder = sorted(values);
	const middle = inOrder.length >> 1;
	const [low = NaN, high = NaN] = [inOrder[middle - 1], inOrder[middle]];
	return inOrder.length % 2 ? high : (low + high) / 2;
}

/** A value of this share of the sorted ones: 0.99 for the 99th of a hundred. */
export function percentile(values: number[], share: number): number {
	return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
}

export function sorted(values: readonly number[]): number[] {
	return [...values].sort((a, b) => a - b);
}
