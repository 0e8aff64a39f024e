import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sleep } from 'n8n-workflow';

import { poll } from '../../scripts/n8n/poll.mts';
import { atOnce } from '../support/at-once.mts';
import { sendCut, sendInChunks, stall, type Cut } from '../support/connection.mts';
import { KillableN8n } from '../support/killable.mts';
import type { TestN8n } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';
import tearDown, { atEnd } from '../support/teardown.mts';
import {
	accountOf,
	isLost,
	printFigures,
	ranTwice,
	retries,
	story,
	type Fate,
} from './account.mts';
import { anEvent } from './event.mts';
import { isFinished, settled, type StoredExecution } from './executions.mts';
import { KILLS } from './load.mts';
import { Sender, type Copy } from './sender.mts';
import { SqliteDatabase } from './sqlite.mts';

// Less than n8n itself waits for its database.
const PATIENCE_MS = 2_000;
const MINUTE_MS = 60_000;
const MIB = 2 ** 20;

let host: KillableN8n;
let n8n: TestN8n;
let url: string;
let database: SqliteDatabase;
let sender: Sender;
/** When n8n was killed: Unix milliseconds. */
const kills: number[] = [];
/** Executions that n8n stored, answered with 500, and did not run. */
const leftBehind = new Set<string>();

beforeAll(async () => {
	host = await KillableN8n.create({ tarball: inject('tarball') });
	atEnd(async () => await host.stop());
	await host.start();
	n8n = await host.setUp();
	({ productionUrl: url } = await n8n.triggerWith());
	database = await SqliteDatabase.open(host.userFolder);
	atEnd(async () => await database.close());
	sender = new Sender([url]);
	atEnd(async () => sender.close());
});

afterAll(tearDown);

/** A copy of a new event; `data` goes into its body. */
function newCopy(data?: Record<string, unknown>): Copy {
	return sender.copy(anEvent(n8n.credential.key, data));
}

/** To be called when every sender is done; returns what n8n has stored and not run. */
async function expectNothingLost(title: string): Promise<StoredExecution[]> {
	const { copies } = sender;
	const refused = copies.filter(({ tries }) => tries.includes('500'));
	const tokens = new Set(refused.map(({ event }) => event.token));
	const mayStay = ({ token }: StoredExecution) => tokens.has(token);
	// The same twice: the repeated delivery of what was left behind may be running, too.
	const all = await settled(database, { stuckChecks: 1, mayStay });
	const notRun = all.filter((execution) => !isFinished(execution));
	for (const { id } of notRun) leftBehind.add(id);
	// What was only stored is not there before n8n's next start.
	const executions = all.filter(({ status }) => status !== 'new');
	const { fates, strangers } = accountOf(copies, executions);
	const lost = fates.filter(isLost);
	const doubled = fates.filter((fate) => ranTwice(fate, leftBehind));
	const doubledWithoutKill = doubled.filter((fate) => !wasKilled(fate));
	const accepted = copies.filter(({ verdict }) => verdict);
	printFigures({
		[title]: {
			sent: copies.length,
			accepted: accepted.length,
			retried: fates.reduce((sum, fate) => sum + retries(fate), 0),
			lost: lost.length,
			doubled: doubled.length,
			'doubled without a kill': doubledWithoutKill.length,
			'stored but not run': notRun.length,
		},
	});
	expect(lost.map(story)).toEqual([]);
	expect(doubledWithoutKill.map(story)).toEqual([]);
	expect(strangers).toEqual([]);
	expect(accepted).toHaveLength(copies.length);
	return notRun;
}

/** Whether n8n died between an event's first try and its 2xx. */
function wasKilled({ copies }: Fate): boolean {
	return copies.some(({ sentAt, answeredAt = Infinity }) =>
		kills.some((killedAt) => killedAt >= sentAt && killedAt <= answeredAt),
	);
}

/** Keeps four senders busy during `work`, and then until everything they sent is accepted. */
async function underLoad(work: () => Promise<void>, cutsOf: () => Cut[] = () => []): Promise<void> {
	let isRunning = true;
	function* copies() {
		while (isRunning) yield newCopy();
	}
	const senders = atOnce(4, copies(), async (copy) => await sender.send(copy, cutsOf()));
	// One that gives up is reported when `work` is done.
	senders.catch(() => undefined);
	try {
		await work();
	} finally {
		isRunning = false;
		await senders;
	}
}

/** Keeps the load on until so many more events were accepted. */
async function untilAccepted(count: number): Promise<void> {
	const acceptedNow = () => sender.copies.filter(({ verdict }) => verdict).length;
	const wanted = acceptedNow() + count;
	const ask = async () => acceptedNow() >= wanted || undefined;
	await poll(() => `${wanted} accepted events`, 4 * MINUTE_MS, ask);
}

/** Under load, has a fault last until a sender feels it, and goes on for a while after it. */
async function untilFelt(
	isFelt: () => boolean,
	fault: (meanwhile: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
	await underLoad(async () => {
		await untilAccepted(20);
		const ask = async () => isFelt() || undefined;
		await fault(async () => await poll(() => 'a failed try', MINUTE_MS, ask));
		await untilAccepted(20);
	});
}

describe('a sender with retries', () => {
	it('loses nothing when its connections are cut in the body, while waiting, in the answer', async () => {
		const cuts: Cut[] = ['body', 'waiting', 'answer'];
		const someCuts = () => cuts.filter(() => Math.random() < 0.5);
		await underLoad(async () => await untilAccepted(60), someCuts);
		await expectNothingLost('connections cut');
	});

	it.each(['store', 'start'] as const)(
		'loses nothing while n8n cannot %s executions',
		async (step) => {
			const failures = () =>
				sender.copies.flatMap(({ tries }) => tries.filter((answer) => answer === '500')).length;
			const before = failures();
			await untilFelt(
				() => failures() > before,
				async (meanwhile) => await database.refusing(step, meanwhile),
			);
			const notRun = await expectNothingLost(`database refusing to ${step}`);
			// What was stored and not started stays there until n8n starts again.
			expect(notRun.length > 0).toBe(step === 'start');
		},
	);

	it('loses nothing while another process holds the database', async () => {
		await untilFelt(
			() => sender.copies.some(({ verdict, tries }) => !verdict && tries.length > 0),
			async (meanwhile) => await database.locked(meanwhile),
		);
		await expectNothingLost('database locked');
	});

	it('starts nothing twice when it gives up while n8n is still storing', async () => {
		const impatient = Array.from({ length: 5 }, () => newCopy());
		const giveUp = async ({ event }: Copy) =>
			await sendCut(url, event.delivery, 'waiting', PATIENCE_MS);
		await database.locked(async () => await Promise.all(impatient.map(giveUp)));
		await Promise.all(impatient.map(async (copy) => await sender.send(copy)));
		await expectNothingLost('sender gave up');
	});

	it('is answered while others send slowly or not at all', async () => {
		const { key } = n8n.credential;
		const stallOne = async () => await stall(url, anEvent(key).delivery);
		const stalled = await Promise.all(Array.from({ length: 100 }, stallOne));
		const slow = Array.from({ length: 20 }, () => newCopy());
		const sendAllSlowly = slow.map(async ({ event: { delivery } }) => {
			const chunkBytes = Math.ceil(delivery.body.length / 20);
			return await sendInChunks(url, delivery, { chunkBytes, pauseMs: 200 });
		});
		const prompt = newCopy();
		const [, ...statuses] = await Promise.all([sender.send(prompt), ...sendAllSlowly]);
		expect(prompt.tries).toEqual(['200']);
		expect(statuses).toEqual(slow.map(() => 200));
		for (const close of stalled) close();
		// Each was accepted the first time, and is there: sent once more, it is a duplicate.
		await Promise.all(slow.map(async (copy) => await sender.send(copy)));
		expect(slow.map(({ verdict }) => verdict)).toEqual(slow.map(() => 'duplicate'));
		await expectNothingLost('slow senders');
	});

	it('can send 16 MiB, and is refused with 17 without harm', async () => {
		const large = newCopy({ note: 'x'.repeat(16 * MIB - 4096) });
		await sender.send(large);
		expect(large.tries).toEqual(['200']);
		const { delivery } = anEvent(n8n.credential.key, { note: 'x'.repeat(17 * MIB) });
		// n8n 2.41 says 500, not 413; what counts is that it is no 2xx, and that nothing was stored.
		const status = await sendInChunks(url, delivery, { chunkBytes: MIB });
		expect(status).toBeGreaterThanOrEqual(400);
		await expectNothingLost('large bodies');
	});

	it(
		`loses nothing when n8n is killed under load, ${KILLS} times`,
		async () => {
			await underLoad(async () => {
				for (let round = 0; round < KILLS; round++) {
					await untilAccepted(3);
					await sleep(Math.random() * 2_500);
					await host.kill();
					kills.push(Date.now());
					await host.start();
					await n8n.api.waitForWebhook(url);
				}
				await untilAccepted(10);
			});
			await expectNothingLost(`killed ${KILLS} times`);
		},
		(5 + 3 * KILLS) * MINUTE_MS,
	);
});
