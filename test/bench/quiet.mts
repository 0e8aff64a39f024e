import { availableParallelism, loadavg } from 'node:os';

/** Whether other programs keep the machine busy: figures taken then are not worth publishing. */
export function isBusy(): boolean {
	return (loadavg()[0] ?? 0) > availableParallelism() / 2;
}

export const TOO_BUSY = 'Not written to docs/performance.md: the machine was busy at the start.';
