import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { poll } from '../../scripts/n8n/poll.mts';
import { inject } from '../support/provided.mts';
import { story } from './account.mts';
import { sendCut, sendSlowly, stall, type Cut } from './cut.mts';
import { anEvent } from './event.mts';
import { FaultRun, ROUNDS, type FaultAccount } from './fault-run.mts';
import { keepBusy } from './load.mts';
import type { Copy } from './sender.mts';

const AT_ONCE = 4;
// Less than n8n itself waits for its database.
const PATIENCE_MS = 2_000;
const MINUTE_MS = 60_000;
const MIB = 2 ** 20;
let run: FaultRun;
let close = async (): Promise<void> => undefined;

beforeAll(async () => {
	run = await FaultRun.start(inject('tarball'));
	close = async () => await run.close();
});

afterAll(async () => {
	await close();
});

async function expectNothingLost(title: string): Promise<FaultAccount> {
	const account = await run.account(title);
	const { lost, doubledWithoutKill, strangers, sent, accepted } = account;
	expect(lost.map(story)).toEqual([]);
	expect(doubledWithoutKill.map(story)).toEqual([]);
	expect(strangers).toEqual([]);
	expect(accepted).toBe(sent);
	return account;
}

/** Keeps four senders busy during `work`. */
async function underLoad(work: () => Promise<void>, cutsOf?: () => Cut[]): Promise<void> {
	const busy = { atOnce: AT_ONCE, copy: () => run.copy(), ...(cutsOf && { cutsOf }) };
	await keepBusy(run.sender, busy, work);
}

/** Keeps the load on until so many more events were accepted. */
async function untilAccepted(count: number): Promise<void> {
	const acceptedNow = () => run.sender.copies.filter(({ verdict }) => verdict).length;
	const wanted = acceptedNow() + count;
	await poll(
		() => `${wanted} accepted events`,
		4 * MINUTE_MS,
		async () => (acceptedNow() >= wanted ? true : undefined),
	);
}

interface Fault {
	start: () => Promise<void>;
	/** Whether a sender has noticed. */
	isFelt: () => boolean;
	end: () => Promise<void>;
}

/** Under load, has a fault last until it is felt, and goes on for a while after it. */
async function untilFelt({ start, isFelt, end }: Fault): Promise<void> {
	await underLoad(async () => {
		await untilAccepted(20);
		await start();
		try {
			const ask = async () => isFelt() || undefined;
			await poll(() => 'a failed try', MINUTE_MS, ask);
		} finally {
			await end();
		}
		await untilAccepted(20);
	});
}

describe('a sender with retries', () => {
	it('loses nothing when its connections are cut in the body, while waiting, in the answer', async () => {
		const load = async () => await untilAccepted(60);
		await underLoad(load, () => run.someCuts());
		await expectNothingLost('connections cut');
	});

	it.each(['store', 'start'] as const)(
		'loses nothing while n8n cannot %s executions',
		async (step) => {
			const failures = () =>
				run.sender.copies.flatMap(({ tries }) => tries).filter((answer) => answer === '500');
			const before = failures().length;
			await untilFelt({
				start: async () => await run.database.refuseTo(step),
				isFelt: () => failures().length > before,
				end: async () => await run.database.acceptAgain(),
			});
			const { notRun } = await expectNothingLost(`database refusing to ${step}`);
			// What was stored and not started stays there until n8n starts again.
			expect(notRun.length > 0).toBe(step === 'start');
		},
	);

	it('loses nothing while another process holds the database', async () => {
		await untilFelt({
			start: async () => await run.database.lock(),
			isFelt: () => run.sender.copies.some(({ verdict, tries }) => !verdict && tries.length > 0),
			end: async () => await run.database.unlock(),
		});
		await expectNothingLost('database locked');
	});

	it('starts nothing twice when it gives up while n8n is still storing', async () => {
		const impatient = Array.from({ length: 5 }, () => run.copy());
		await run.database.lock();
		try {
			const giveUp = async ({ event }: Copy) =>
				await sendCut(run.shop.url, event.delivery, 'waiting', PATIENCE_MS);
			await Promise.all(impatient.map(giveUp));
		} finally {
			await run.database.unlock();
		}
		await Promise.all(impatient.map(async (copy) => await run.sender.send(copy)));
		await expectNothingLost('sender gave up');
	});

	it('is answered while others send slowly or not at all', async () => {
		const stalled = await Promise.all(
			Array.from({ length: 100 }, async () => {
				return await stall(run.shop.url, anEvent(run.shop.key).delivery);
			}),
		);
		const slow = Array.from({ length: 20 }, () => run.copy());
		const sendAllSlowly = slow.map(async ({ event }) => {
			return await sendSlowly(run.shop.url, event.delivery, { pieces: 20, pauseMs: 200 });
		});
		const prompt = run.copy();
		const [, ...statuses] = await Promise.all([run.sender.send(prompt), ...sendAllSlowly]);
		expect(prompt.tries).toEqual(['200']);
		expect(statuses).toEqual(slow.map(() => 200));
		for (const close of stalled) close();
		// Each was accepted the first time, and is there: sent once more, it is a duplicate.
		await Promise.all(slow.map(async (copy) => await run.sender.send(copy)));
		expect(slow.map(({ verdict }) => verdict)).toEqual(slow.map(() => 'duplicate'));
		await expectNothingLost('slow senders');
	});

	it('can send 16 MiB, and is refused with 17 without harm', async () => {
		const large = run.copy({ note: 'x'.repeat(16 * MIB - 4096) });
		await run.sender.send(large);
		expect(large.tries).toEqual(['200']);
		const { delivery } = anEvent(run.shop.key, { note: 'x'.repeat(17 * MIB) });
		const status = await sendSlowly(run.shop.url, delivery, { pieces: 1, pauseMs: 0 });
		// n8n 2.41 says 500, not 413; what counts is that it is no 2xx, and that nothing was stored.
		expect(status).toBeGreaterThanOrEqual(400);
		await expectNothingLost('large bodies');
	});

	it(
		`loses nothing when n8n is killed under load, ${ROUNDS} times`,
		async () => {
			await underLoad(async () => {
				for (let round = 0; round < ROUNDS; round++) {
					await untilAccepted(3);
					await run.shop.killWithin(2_500);
				}
				await untilAccepted(10);
			});
			await expectNothingLost(`killed ${ROUNDS} times`);
		},
		(5 + 3 * ROUNDS) * MINUTE_MS,
	);
});
