/** The two clocks of a machine, in milliseconds: the wall's can be set, the other one cannot. */
function readClocks(): readonly number[] {
	return [Date.now(), performance.now()];
}

/**
 * Makes a clock that never goes back, whatever happens to the machine's. At each reading, whichever
 * of the two clocks has advanced further counts: an hour never takes longer than an hour, though it
 * ends early if somebody sets the clock forward.
 */
export function steadyClock(read = readClocks): () => number {
	let last = read();
	let elapsedMs = 0;
	return () => {
		const now = read();
		elapsedMs += Math.max(0, ...now.map((time, index) => time - (last[index] ?? time)));
		last = now;
		return elapsedMs;
	};
}

/** The one clock for whatever this process remembers for a while. */
export const steadyNow = steadyClock();
