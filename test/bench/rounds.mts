/** What is measured: returning a promise makes it be awaited. */
type Work = () => unknown;

const ROUND_MS = 4;
const WARM_UP_MS = 300;

/**
 * Times several pieces of work in many short rounds that take turns; returns each one's microseconds a
 * call, by round.
 *
 * On a machine that does other things too, a slow moment then hits all of them alike; minimum and
 * median are far steadier than a mean.
 */
export async function timeInTurns(works: readonly Work[], rounds: number): Promise<number[][]> {
	const tasks: Array<{ work: Work; calls: number; times: number[] }> = [];
	for (const work of works) tasks.push({ work, calls: await calibrate(work), times: [] });
	for (let round = 0; round < rounds; round++) {
		for (const { work, calls, times } of tasks) times.push(await time(work, calls));
	}
	return tasks.map(({ times }) => times);
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
