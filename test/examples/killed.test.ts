import { expect, it } from '@jest/globals';

import { Killing, ROUNDS } from './killed.mts';
import { Kit, remindersAfter } from './kit.mts';
import { Sequences } from './late.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';

const ROUND_MS = 60_000;

let host: ExampleN8n;
let kit: Kit;

withN8n(async (started) => {
	host = started;
	kit = new Kit(host);
	host.stub.respond = kit.senders.slowly(400).respond;
	// n8n keeps in memory what waits less than 65 seconds, and stores the rest.
	await kit.startRecover(remindersAfter(2, 70, 73));
});

it('takes up by Retry what n8n was killed in before it had a row', async () => {
	const sequences = await Sequences.of(host.n8n.rest);
	const shopper = await sequences.refusingRows(host.userFolder, async () => {
		const left = await kit.abandon();
		await host.restart({ isSudden: true });
		return left;
	});
	expect(await kit.sequences(shopper)).toEqual([]);
	expect(await kit.retryWithoutRow()).toBe(1);
	await kit.sequence(shopper, { accepted: 1 });
});

it(
	`after ${ROUNDS} kills at random moments every cart has its messages, and none twice`,
	async () => {
		const killing = new Killing(kit, await Sequences.of(host.n8n.rest));
		for (let round = 1; round < ROUNDS; round++) await killing.round();
		// Once more while second reminders go out, which n8n had stored.
		await killing.killAtStep(2);
		await killing.retryTooEarly();
		const fates = await killing.end();
		expect(fates.filter(({ sent }) => new Set(sent).size < sent.length)).toEqual([]);
		expect(fates.filter(({ sent, accepted }) => sent.length < accepted)).toEqual([]);
	},
	ROUNDS * ROUND_MS + 300_000,
);
