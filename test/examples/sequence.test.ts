import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import { aReminder, messageTo } from './reminder.mts';
import { ALL_REMINDERS, remindersAt, Sequence } from './sequence.mts';
import { metaProblems } from './meta.mts';
import { jsonOf, valueAt } from '../support/stub.mts';

const SECOND_MS = 1000;
/** Seconds after the checkout: much room for a second cart, and for an opt-out, before the second. */
const TIMES = [3, 16, 20] as const;

/** An ISO time so many seconds from now. */
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * SECOND_MS).toISOString();

let host: ExampleN8n;
let sequence: Sequence;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	sequence = new Sequence(host);
});
afterAll(async () => await host?.stop());

it.each([
	// Every cart is a high one, and nobody has set up an e-mail account.
	['reminder-sequence', { Settings: { 'settings.high_cart_total': 1 } }],
	['reminder-stop', {}],
])('%s can be tried by hand before it is published, and makes its tables', async (name, values) => {
	const example = await host.prepare(name, {
		values,
		credentials: { crypto: { hmacSecret: 'x' } },
	});
	const { id } = await host.n8n.api.createWorkflow(example);
	const run = await host.n8n.api.run(id, 'Ecom360 Trigger');
	expect(run.error).toBeUndefined();
	expect(run.summary.status).toBe('success');
	expect(host.stub.requests).toEqual([]);
});

describe('when it is published', () => {
	const DUBAI = { phone: `+97150${anotherShopper().digits.slice(-7)}` };
	const SINGAPORE = { phone: `+65812${anotherShopper().digits.slice(-5)}` };
	const all = {
		plain: anotherShopper(),
		returning: anotherShopper(),
		refused: anotherShopper(),
		hindi: anotherShopper(),
		dubai: { ...DUBAI, digits: DUBAI.phone.slice(1) },
		singapore: { ...SINGAPORE, digits: SINGAPORE.phone.slice(1) },
		optedOut: anotherShopper(),
		unreachable: anotherShopper(),
		replying: anotherShopper(),
		repliedBefore: anotherShopper(),
		later: anotherShopper(),
		optingOut: anotherShopper(),
	};
	let notBefore: string;
	let startedAt: number;

	// All of them at once, since every sequence takes its time.
	beforeAll(async () => {
		await sequence.activate({ ...remindersAt(TIMES), 'settings.languages': 'in = en, AE=ar' });
		notBefore = inSeconds(12);
		await sequence.contact(all.hindi.digits, { language: 'hi' });
		await sequence.contact(all.optedOut.digits, { opted_out_at: inSeconds(-86_400) });
		await sequence.contact(all.unreachable.digits, { unreachable_at: inSeconds(-86_400) });
		await sequence.contact(all.repliedBefore.digits, { replied_at: inSeconds(-60) });
		await sequence.contact(all.later.digits, { not_before: notBefore });
		await sequence.contact(all.replying.digits, { replied_at: inSeconds(60) });
		host.stub.respond = (request) => {
			const isRefused = messageTo(all.refused.digits)(request);
			return isRefused && sequence.sent(all.refused.digits).length === 1 ? { status: 500 } : {};
		};
		startedAt = Date.now();
		for (const shopper of Object.values(all)) await sequence.abandon(shopper);
		const { returning, optingOut } = all;
		// Both are due before the second reminder, so neither waits for the other.
		const leaveSecondCart = async () => {
			await sequence.reminders(returning.digits, 1);
			await sequence.abandon(returning, { cart_id: 'cart_2', line_items: [{ title: 'Lamp' }] });
		};
		const optOut = async () => {
			await sequence.reminders(optingOut.digits, 1);
			await sequence.contact(optingOut.digits, { opted_out_at: inSeconds(0) });
		};
		await Promise.all([leaveSecondCart(), optOut()]);
	});

	it('sends nothing more for a second cart on the same day, and shows the newest one', async () => {
		const { digits } = all.returning;
		await sequence.reminders(digits, 3);
		await sequence.abandon(all.returning, { cart_id: 'cart_3' });
		await sequence.passNextReminder(digits);

		expect(await sequence.carts(digits)).toMatchObject([{ cart_id: 'cart_2' }]);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
		const [, second] = host.stub.requests.filter(messageTo(digits));
		expect(second && jsonOf(second)).toEqual(
			aReminder({ to: digits, texts: ['Priya', 'Lamp', '₹2,067.30'] }),
		);
	});

	it('sends three reminders in order, the last with the coupon, and then no more', async () => {
		const { digits } = all.plain;
		const messages = await sequence.reminders(digits, 3);
		const [first, second, third] = messages.map(jsonOf);
		const plain = aReminder({ to: digits });
		const texts = [
			'Priya',
			'Block Print Kurta – Indigo / M, Brass Diya – Set of 4 × 2',
			'₹2,067.30',
		];
		expect(first).toEqual(plain);
		expect(second).toEqual(plain);
		expect(third).toEqual(
			aReminder({
				to: digits,
				template: 'cart_reminder_coupon',
				texts: [...texts, 'COMEBACK10'],
			}),
		);
		expect([first, second].flatMap((message) => metaProblems(message, 3))).toEqual([]);
		expect(metaProblems(third, 4)).toEqual([]);
		messages.forEach(({ at }, index) => {
			expect(at - startedAt).toBeGreaterThanOrEqual((TIMES[index] ?? 0) * 1000);
		});
		await sequence.cart({ phone: digits, status: 'finished', reminders_sent: 3 });
		await sequence.passNextReminder(digits);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
	});

	it('notes what WhatsApp refuses, and sends the next reminder all the same', async () => {
		const { digits } = all.refused;
		await sequence.cart({ phone: digits, problem: 'Sending failed' });
		await sequence.reminders(digits, 3);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
	});

	it.each([
		["that of the phone's country, where Settings name one", 'dubai', 'ar'],
		['the general one in a country that Settings do not name', 'singapore', 'en'],
		['that of their row in ecom360_contacts before all others', 'hindi', 'hi'],
	] as const)('the language of the template is %s', async (_, name, language) => {
		const [message] = await sequence.reminders(all[name].digits, 1);
		expect(message && valueAt(jsonOf(message), 'template.language.code')).toBe(language);
	});

	it.each([
		['opted out', 'optedOut'],
		['cannot be reached', 'unreachable'],
		['replied', 'replying'],
	] as const)('a shopper who %s gets no message, and the row says why', async (reason, name) => {
		const { digits } = all[name];
		await sequence.cart({ phone: digits, status: 'stopped', reason, reminders_sent: 0 });
		expect(sequence.sent(digits)).toEqual([]);
	});

	it('a shopper who opts out after the first reminder gets no second', async () => {
		const { digits } = all.optingOut;
		const stopped = { status: 'stopped', reason: 'opted out', reminders_sent: 1 };
		await sequence.cart({ phone: digits, ...stopped });
		expect(sequence.sent(digits)).toEqual(['cart_reminder']);
	});

	it('a shopper who had replied before the cart was left is reminded', async () => {
		const { digits } = all.repliedBefore;
		await sequence.reminders(digits, 3);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
	});

	it('a shopper who is not to be written to yet gets the same reminders later', async () => {
		const { digits } = all.later;
		const messages = await sequence.reminders(digits, 3);
		expect(messages[0]?.at).toBeGreaterThanOrEqual(Date.parse(notBefore));
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
	});
});

it('leaves the last reminder to the example unique-coupon where Settings say so', async () => {
	await sequence.activate({ 'settings.last_reminder': 'unique-coupon' });
	const { digits } = await sequence.abandon();
	await sequence.reminders(digits, 2);
	await sequence.passNextReminder(digits);
	expect(sequence.sent(digits)).toEqual(['cart_reminder', 'cart_reminder']);
	await sequence.cart({ phone: digits, status: 'waiting', reminders_sent: 2 });
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
			const [message] = await sequence.reminders(digits, 1);
			const [cart] = await sequence.carts(digits);
			// The second one keeps its distance.
			expect(Date.parse(String(cart?.['next_at']))).toBeGreaterThan(message?.at ?? Infinity);
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
