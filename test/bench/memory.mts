import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { duplicateKeys } from '../../nodes/Ecom360/trigger/duplicates.ts';
import { TriggerMemories } from '../../nodes/Ecom360/trigger/recent-deliveries.ts';
import type { Shipped } from './shipped.mts';

const WINDOW_MS = 24 * 3_600_000;
// As the trigger sets it: the memory is full with as many triggers as that takes.
const LIMITS = { perTrigger: 10_000, inAll: 100_000 };
const TRIGGERS = 10;

/** Megabytes of heap before and after this many distinct deliveries, not counting garbage. */
export async function heapGrowth(
	{ fingerprintOf }: Shipped,
	count: number,
): Promise<{ before: number; after: number; remembered: number }> {
	const memories = new TriggerMemories(LIMITS);
	const before = usedMegabytes();
	for (let number = 0; number < count; number++) {
		const fingerprint = fingerprintOf(Buffer.from(String(number)));
		const cart = { id: `cart_${number}`, token: randomUUID(), storeUrl: 'shop.example' };
		const subject = {
			event: 'abandonedCheckout',
			cart,
			customer: { phone: '+916000376569', email: null },
		};
		const keys = duplicateKeys({ id: randomUUID(), fingerprint }, subject, ['event']);
		const trigger = `workflow:trigger ${number % TRIGGERS}`;
		const claim = await memories.claim(trigger, keys, WINDOW_MS, { now: Date.now });
		if (typeof claim === 'object') claim.settle(true);
	}
	const after = usedMegabytes();
	return { before, after, remembered: memories.size };
}

function usedMegabytes(): number {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	collectGarbage();
	return process.memoryUsage().heapUsed / 2 ** 20;
}
