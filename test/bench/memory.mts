import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { Shipped } from './shipped.mts';

const CAPACITY = 10_000;
const WINDOW_MS = 24 * 3_600_000;

/** Megabytes of heap before and after so many distinct deliveries, garbage not counted. */
export async function heapGrowth(
	{ RecentDeliveries, fingerprintOf }: Shipped,
	count: number,
): Promise<{ before: number; after: number; remembered: number }> {
	const recent = new RecentDeliveries({ capacity: CAPACITY });
	const before = usedMegabytes();
	for (let number = 0; number < count; number++) {
		const keys = [randomUUID(), fingerprintOf(Buffer.from(String(number)))];
		const claim = await recent.claim(keys, WINDOW_MS, Date.now);
		claim?.settle(true);
	}
	const after = usedMegabytes();
	return { before, after, remembered: recent.size };
}

function usedMegabytes(): number {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	collectGarbage();
	return process.memoryUsage().heapUsed / 2 ** 20;
}
