import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import { aReminder, messageTo } from './reminder.mts';
import { ALL_REMINDERS, Sequence, TIMES } from './sequence.mts';
import { metaProblems } from './meta.mts';
import { jsonOf } from '../support/stub.mts';

let host: ExampleN8n;
let sequence: Sequence;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	sequence = new Sequence(host);
	await sequence.activate();
});
afterAll(async () => await host?.stop());

/** Waits until the next reminder would have gone out, had there been one. */
async function passNextReminder(phone: string): Promise<void> {
	const [cart] = await sequence.carts(phone);
	await sequence.looksAfter(Date.parse(String(cart?.['next_at'])));
}

const anOrder = (order: object) => ({
	id: Date.now(),
	total_price: '2067.30',
	currency: 'INR',
	checkout_token: null,
	cart_token: null,
	...order,
});

it('sends three reminders in order, the last with the coupon, and then no more', async () => {
	const startedAt = Date.now();
	const { digits } = await sequence.abandon();
	const messages = await sequence.reminders(digits, 3);

	const [first, second, third] = messages.map(jsonOf);
	const plain = aReminder({ to: digits });
	const texts = ['Priya', 'Block Print Kurta – Indigo / M, Brass Diya – Set of 4 × 2', '₹2,067.30'];
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
	await passNextReminder(digits);
	expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
});

describe('an order', () => {
	it('between the first and the second reminder stops the rest, and counts as recovered', async () => {
		const before = Number((await sequence.revenue())?.['revenue'] ?? 0);
		const { phone, digits } = await sequence.abandon();
		await sequence.reminders(digits, 1);
		const order = anOrder({ customer: { phone } });
		expect(await sequence.order(order)).toMatchObject({ status: 200 });
		await sequence.cart({ phone: digits, status: 'recovered', order_id: String(order.id) });
		await passNextReminder(digits);
		expect(sequence.sent(digits)).toEqual(['cart_reminder']);

		// Shopify sends a webhook again when it saw no answer.
		const runs = (await sequence.workflow.executions()).length;
		await sequence.order(order);
		await sequence.workflow.runs(runs + 1);
		await sequence.looksAfter(Date.now());
		const revenue = await sequence.revenue();
		expect(revenue).toMatchObject({ currency: 'INR' });
		expect(Number(revenue?.['revenue']) - before).toBeCloseTo(2067.3);
	});

	it('before the first reminder stops all, and is not claimed as recovered', async () => {
		const before = await sequence.revenue();
		const { digits, token } = await sequence.abandon();
		await sequence.order(anOrder({ checkout_token: token }));
		await sequence.cart({ phone: digits, status: 'ordered', reminders_sent: 0 });
		await passNextReminder(digits);
		expect(sequence.sent(digits)).toEqual([]);
		expect((await sequence.revenue())?.['revenue']).toBe(before?.['revenue']);
	});

	it('that overtakes its cart is seen before the reminder is sent', async () => {
		const shopper = anotherShopper();
		const national = shopper.digits.slice(2);
		await sequence.order(anOrder({ shipping_address: { phone: `0${national}` } }));
		await sequence.abandon(shopper);
		await sequence.cart({ phone: shopper.digits, status: 'ordered', reminders_sent: 0 });
		await passNextReminder(shopper.digits);
		expect(sequence.sent(shopper.digits)).toEqual([]);
	});

	it('that the shop did not sign changes nothing', async () => {
		const { phone, digits } = await sequence.abandon();
		await sequence.order(anOrder({ phone }), { secret: 'guessed' });
		await sequence.reminders(digits, 3);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
	});
});

it('sends nothing more for a second cart on the same day, and shows the newest one', async () => {
	const shopper = await sequence.abandon();
	const { digits } = shopper;
	await sequence.reminders(digits, 1);
	await sequence.abandon(shopper, { cart_id: 'cart_2', line_items: [{ title: 'Lamp' }] });
	await sequence.reminders(digits, 3);
	await sequence.abandon(shopper, { cart_id: 'cart_3' });
	await passNextReminder(digits);

	expect(await sequence.carts(digits)).toHaveLength(1);
	expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
	const [, second] = host.stub.requests.filter(messageTo(digits));
	expect(second && jsonOf(second)).toEqual(
		aReminder({ to: digits, texts: ['Priya', 'Lamp', '₹2,067.30'] }),
	);
});

it('notes what WhatsApp refuses, and sends the next reminder all the same', async () => {
	const { digits } = await sequence.abandon();
	host.stub.respond = () => ({ status: 500 });
	await sequence.cart({ phone: digits, reminders_sent: 1, problem: 'Sending failed' });
	host.stub.respond = () => ({});
	await sequence.reminders(digits, 3);
	expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
});

describe('quiet hours', () => {
	/** The time of day in India, so many hours from now. */
	const inHours = (hours: number) =>
		new Date(Date.now() + hours * 3_600_000).toLocaleTimeString('en-GB', {
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
			await passNextReminder(digits);
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
