import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import { ALL_REMINDERS, Sequence } from './sequence.mts';

const SECOND_MS = 1000;

let host: ExampleN8n;
let sequence: Sequence;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	sequence = new Sequence(host);
	await sequence.activate();
});
afterAll(async () => await host?.stop());

/** An ISO time so many seconds from now. */
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * SECOND_MS).toISOString();

describe('a shopper', () => {
	it.each([
		['opted out', 'opted_out_at', -86_400],
		['cannot be reached', 'unreachable_at', -86_400],
		['replied', 'replied_at', 1],
	])('who %s gets no message, and the row says why', async (reason, column, seconds) => {
		const shopper = await sequence.abandon();
		await sequence.contact(shopper.digits, { [column]: inSeconds(seconds) });
		await sequence.cart({ phone: shopper.digits, status: 'stopped', reason, reminders_sent: 0 });
		await sequence.passNextReminder(shopper.digits);
		expect(sequence.sent(shopper.digits)).toEqual([]);
	});

	it('who opts out after the first reminder gets no second', async () => {
		const { digits } = await sequence.abandon();
		await sequence.reminders(digits, 1);
		await sequence.contact(digits, { opted_out_at: inSeconds(0) });
		await sequence.cart({ phone: digits, status: 'stopped', reminders_sent: 1 });
		await sequence.passNextReminder(digits);
		expect(sequence.sent(digits)).toEqual(['cart_reminder']);
	});

	it('who had replied before the cart was left is reminded', async () => {
		const shopper = anotherShopper();
		await sequence.contact(shopper.digits, { replied_at: inSeconds(-60), not_before: null });
		await sequence.abandon(shopper);
		expect(await sequence.reminders(shopper.digits, 1)).toHaveLength(1);
	});

	it('who is not to be written to yet gets the same reminders later', async () => {
		const shopper = anotherShopper();
		const not_before = inSeconds(6);
		await sequence.contact(shopper.digits, { not_before });
		await sequence.abandon(shopper);
		await sequence.cart({ phone: shopper.digits, status: 'waiting', next_at: not_before });
		const messages = await sequence.reminders(shopper.digits, 3);
		expect(messages[0]?.at).toBeGreaterThanOrEqual(Date.parse(not_before));
		expect(sequence.sent(shopper.digits)).toEqual(ALL_REMINDERS);
	});
});

describe('quiet hours', () => {
	/** The time of day in India, so many hours from now. */
	const inHours = (hours: number) =>
		new Date(Date.now() + hours * 3600 * SECOND_MS).toLocaleTimeString('en-GB', {
			timeZone: 'Asia/Kolkata',
			hour: '2-digit',
			minute: '2-digit',
		});

	it.each([
		['now', -1, 1],
		['from an hour ago until two hours ago', -1, -2],
	])(
		'keep a reminder back when they are %s, and let it go when they end',
		async (_, from, until) => {
			const quiet = {
				'settings.quiet_from': inHours(from),
				'settings.quiet_until': inHours(until),
			};
			await sequence.activate(quiet);
			const { digits } = await sequence.abandon();
			await sequence.cart({ phone: digits, status: 'waiting' });
			await sequence.passNextReminder(digits);
			expect(sequence.sent(digits)).toEqual([]);

			await sequence.activate();
			await sequence.reminders(digits, 1);
			const [cart] = await sequence.carts(digits);
			// The second one keeps its distance.
			expect(Date.parse(String(cart?.['next_at']))).toBeGreaterThan(Date.now());
		},
	);

	it.each([
		['in an hour', 1, 2],
		['in an hour until an hour ago', 1, -1],
	])('do not keep a reminder back when they begin %s', async (_, from, until) => {
		const quiet = { 'settings.quiet_from': inHours(from), 'settings.quiet_until': inHours(until) };
		await sequence.activate(quiet);
		const { digits } = await sequence.abandon();
		expect(await sequence.reminders(digits, 1)).toHaveLength(1);
	});
});
