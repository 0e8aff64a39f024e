import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { TriggerMemories } from '../../nodes/Ecom360/trigger/recent-deliveries';
import { aMemory } from '../support/memory.mts';

const WINDOW = 1_000;
const few = fc.constantFrom('a', 'b', 'c', 'd', '__proto__');

describe('RecentDeliveries', () => {
	it('claims each delivery once a window, by id and by fingerprint', async () => {
		const step = fc.record({
			id: few,
			fingerprint: few,
			later: fc.integer({ min: 0, max: 700 }),
			isKept: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
				const memory = aMemory({ windowMs: WINDOW });
				const kept: Array<{ id: string; fingerprint: string; at: number }> = [];
				for (const { id, fingerprint, later, isKept } of steps) {
					memory.now += later;
					const isDuplicate = kept.some(
						(earlier) =>
							(earlier.id === id || earlier.fingerprint === fingerprint) &&
							memory.now - earlier.at < WINDOW,
					);
					const claim = await memory.claim([`id ${id}`, `fingerprint ${fingerprint}`]);
					expect(claim === undefined).toBe(isDuplicate);
					claim?.settle(isKept);
					if (claim && isKept) kept.push({ id, fingerprint, at: memory.now });
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('lets exactly one of many copies start an execution, however the answers come', async () => {
		const copies = fc.array(fc.record({ id: few, isStored: fc.boolean() }), { minLength: 1 });
		await fc.assert(
			fc.asyncProperty(copies, async (sent) => {
				const memory = aMemory();
				let inFlight = 0;
				let started = 0;
				let failed = 0;
				const receiving = sent.map(async ({ id, isStored }) => {
					const claim = await memory.claim([id, 'f1']);
					if (!claim) return;
					inFlight += 1;
					expect(inFlight).toBe(1);
					await Promise.resolve();
					inFlight -= 1;
					if (isStored) started += 1;
					else failed += 1;
					claim.settle(isStored);
				});
				await Promise.all(receiving);
				const firstStored = sent.findIndex(({ isStored }) => isStored);
				expect(started).toBe(firstStored === -1 ? 0 : 1);
				expect(failed).toBe(firstStored === -1 ? sent.length : firstStored);
			}),
			{ numRuns: 200 },
		);
	});

	it('keeps nothing with a window of 0, and still lets no two copies pass at once', async () => {
		const copies = fc.array(few, { minLength: 1, maxLength: 20 });
		await fc.assert(
			fc.asyncProperty(copies, async (sent) => {
				const memory = aMemory({ windowMs: 0 });
				const inFlight = new Set<string>();
				const receiving = sent.map(async (key) => {
					const claim = await memory.claim([key]);
					expect(claim).toBeDefined();
					expect(inFlight.has(key)).toBe(false);
					inFlight.add(key);
					await Promise.resolve();
					inFlight.delete(key);
					claim?.settle(true);
				});
				await Promise.all(receiving);
				expect(memory.recent.size).toBe(0);
			}),
			{ numRuns: 100 },
		);
	});
});

describe('TriggerMemories', () => {
	const TRIGGERS = ['t1', 't2', 't3', '__proto__'];
	const step = fc.record({
		trigger: fc.constantFrom(...TRIGGERS),
		key: fc.nat(30),
		windowMs: fc.constantFrom(0, 50, WINDOW),
		later: fc.integer({ min: 0, max: 100 }),
		isKept: fc.boolean(),
	});

	it('never remembers more than its capacity, nor calls a duplicate what it has not kept', async () => {
		const capacities = fc.record({
			perTrigger: fc.integer({ min: 1, max: 8 }),
			inAll: fc.integer({ min: 1, max: 12 }),
		});
		await fc.assert(
			fc.asyncProperty(capacities, fc.array(step, { maxLength: 80 }), async (capacity, steps) => {
				const memories = new TriggerMemories(capacity);
				const keptAt = new Map<string, number>();
				let now = 0;
				for (const { trigger, key, windowMs, later, isKept } of steps) {
					now += later;
					const name = `${trigger} ${key}`;
					const claim = await memories.claim(trigger, [`${key}`], windowMs, { now: () => now });
					if (typeof claim === 'object') {
						claim.settle(isKept);
						if (isKept && windowMs > 0) keptAt.set(name, now);
					} else {
						expect(now - (keptAt.get(name) ?? -Infinity)).toBeLessThan(windowMs);
					}
					const { inAll, perTrigger } = capacity;
					expect(memories.size).toBeLessThanOrEqual(Math.min(inAll, TRIGGERS.length * perTrigger));
				}
			}),
			{ numRuns: 200 },
		);
	});

	it('knows every delivery of the window again while there is room', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
				const memories = new TriggerMemories({ perTrigger: 1_000, inAll: 10_000 });
				const keptAt = new Map<string, number>();
				let now = 0;
				for (const { trigger, key, later, isKept } of steps) {
					now += later;
					const name = `${trigger} ${key}`;
					const claim = await memories.claim(trigger, [`${key}`], WINDOW, { now: () => now });
					const isDuplicate = now - (keptAt.get(name) ?? -Infinity) < WINDOW;
					expect(claim === 'duplicate').toBe(isDuplicate);
					if (typeof claim !== 'object') continue;
					claim.settle(isKept);
					if (isKept) keptAt.set(name, now);
				}
			}),
			{ numRuns: 200 },
		);
	});
});
