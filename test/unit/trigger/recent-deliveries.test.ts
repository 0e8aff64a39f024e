import { describe, expect, it } from '@jest/globals';

import { TriggerMemories } from '../../../nodes/Ecom360/trigger/recent-deliveries';
import { aMemory } from '../../support/memory.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

// That each delivery is claimed once a window is in test/property/deliveries.test.ts.
describe('RecentDeliveries', () => {
	it.each([
		['just within the window', HOUR - 1, false],
		['at its end', HOUR, true],
	])('remembers for the window: %s', async (_, age, isClaimed) => {
		const memory = aMemory();
		await memory.keep(['id1', 'f1']);
		memory.now += age;
		expect(await memory.claims(['id1', 'f1'])).toBe(isClaimed);
	});

	it.each(['constructor', 'toString', ''])('takes the id %j like any', async (id) => {
		const memory = aMemory();
		expect(await memory.claims([id, 'f1'])).toBe(true);
		expect(await memory.claims([id, 'f2'])).toBe(false);
	});

	it('forgets the oldest beyond its capacity, and no more', async () => {
		const memory = aMemory({ capacity: 3 });
		const names = [1, 2, 3, 4].map((n) => [`id${n}`, `f${n}`]);
		for (const name of names) await memory.keep(name);
		const [oldest = [], ...others] = names;
		for (const name of others) expect(await memory.claims(name)).toBe(false);
		expect(await memory.claims(oldest)).toBe(true);
	});

	it('keeps nothing of a released claim', async () => {
		const memory = aMemory();
		for (let n = 0; n < 100; n += 1) (await memory.claim([`id${n}`, `f${n}`]))?.settle(false);
		expect(memory.recent.size).toBe(0);
	});
});

describe('copies at the same time', () => {
	const names = ['id1', 'f1'];
	const copies = (count: number, memory = aMemory()) =>
		Array.from({ length: count }, () => memory.claim(names));

	it('let one pass and the others wait for its answer', async () => {
		const claims = copies(100);
		const answered: number[] = [];
		claims.forEach((claim, index) => void claim.then(() => answered.push(index)));
		const first = await claims[0];
		expect(first).toBeDefined();
		await Promise.resolve();
		expect(answered).toEqual([0]);

		first?.settle(true);
		expect((await Promise.all(claims)).filter((claim) => claim)).toEqual([first]);
	});

	it('let one of those that wait take over a released claim', async () => {
		const claims = copies(50);
		const passed: number[] = [];
		const settled = claims.map(async (claiming, index) => {
			const claim = await claiming;
			if (!claim) return;
			passed.push(index);
			claim.settle(passed.length === 3);
		});
		await Promise.all(settled);
		expect(passed).toEqual([0, 1, 2]);
	});

	it.each([
		['wait for a copy with another id', ['id2', 'f1'], 0],
		['wait beyond the window, since the first may still fail', names, 2 * MINUTE],
	])('%s', async (_, copy, later) => {
		const memory = aMemory({ windowMs: MINUTE });
		const first = await memory.claim(names);
		memory.now += later;
		const answered: unknown[] = [];
		const second = memory.claim(copy).then((claim) => answered.push(claim));
		await Promise.resolve();
		expect(answered).toEqual([]);
		first?.settle(false);
		await second;
		expect(answered).toEqual([expect.anything()]);
	});

	it('are told to come again where no answer comes while they have patience', async () => {
		const memory = aMemory();
		const first = await memory.claim(names);
		expect(await memory.ask(names, async () => {})).toBe('inProgress');
		first?.settle(true);
		expect(await memory.ask(names, async () => {})).toBe('duplicate');
	});

	it.each([
		['waits', 15 * MINUTE - 1, 'inProgress'],
		['is claimed anew, since no answer comes any more', 15 * MINUTE, 'claimed'],
	])('one of a claim that nobody has settled: %s', async (_, later, expected) => {
		const memory = aMemory();
		await memory.claim(names);
		memory.now += later;
		expect(await memory.ask(names, async () => {})).toBe(expected);
	});

	it('are duplicates of an answer that comes later than that', async () => {
		const memory = aMemory();
		const first = await memory.claim(names);
		memory.now += 20 * MINUTE;
		first?.settle(true);
		expect(await memory.ask(names)).toBe('duplicate');
	});

	it('leave the second claim alone when the answer to the first comes very late', async () => {
		const memory = aMemory();
		const first = await memory.claim(names);
		memory.now += 15 * MINUTE;
		const second = await memory.claim(names);
		first?.settle(false);
		expect(await memory.ask(names, async () => {})).toBe('inProgress');
		second?.settle(true);
		expect(await memory.ask(names)).toBe('duplicate');
	});

	it('are not confused by a claim that is settled twice', async () => {
		const memory = aMemory();
		const first = await memory.claim(names);
		first?.settle(false);
		const second = await memory.claim(names);
		first?.settle(false);
		second?.settle(true);
		expect(await memory.claims(names)).toBe(false);
	});
});

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
});
