import { describe, expect, it } from '@jest/globals';

import { TriggerMemories } from '../../../nodes/Ecom360/trigger/recent-deliveries';

const HOUR = 3_600_000;

function memories({ perTrigger = 100, inAll = 4 } = {}) {
	const all = new TriggerMemories({ perTrigger, inAll });
	const keep = async (trigger: string, key: string, at: number, windowMs = HOUR) => {
		const claim = await all.claim(trigger, [key], windowMs, { now: () => at });
		if (typeof claim === 'object') claim.settle(true);
		return claim !== 'duplicate';
	};
	return { all, keep };
}

describe('TriggerMemories', () => {
	it('remembers for each trigger by itself', async () => {
		const { keep } = memories();
		expect(await keep('one', 'k', 0)).toBe(true);
		expect(await keep('other', 'k', 0)).toBe(true);
		expect(await keep('one', 'k', 1)).toBe(false);
	});

	it('forgets the oldest of all beyond its capacity, and no more', async () => {
		const { all, keep } = memories();
		await keep('one', 'first', 1);
		await keep('other', 'second', 2);
		for (const [at, key] of ['third', 'fourth', 'fifth'].entries()) await keep('one', key, 3 + at);
		expect(all.size).toBe(4);
		expect(await keep('other', 'second', 9)).toBe(false);
		expect(await keep('one', 'first', 9)).toBe(true);
	});

	it('lets go first what is older than its window, and triggers that have nothing left', async () => {
		const { all, keep } = memories();
		await keep('old', 'long', 0, 10 * HOUR);
		await keep('brief', 'a', 1, 10);
		await keep('brief', 'b', 2, 10);
		await keep('one', 'c', 3);
		await keep('one', 'd', 100);
		expect(all.triggers).toBe(2);
		expect(await keep('old', 'long', 101, 10 * HOUR)).toBe(false);
	});

	it('holds no more than its capacity, of however many triggers', async () => {
		const { all, keep } = memories({ perTrigger: 10_000, inAll: 20_000 });
		for (let n = 0; n < 40_000; n += 1) await keep(`t${n % 40}`, `k${n}`, n);
		expect(all.size).toBe(20_000);
		expect(await keep('t39', 'k39999', 40_000)).toBe(false);
		expect(await keep('t0', 'k0', 40_000)).toBe(true);
	});
});
