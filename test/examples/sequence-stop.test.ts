import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import { ALL_REMINDERS, Sequence } from './sequence.mts';

let host: ExampleN8n;
let sequence: Sequence;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	sequence = new Sequence(host);
	await sequence.activate();
});
afterAll(async () => await host?.stop());

let orders = 0;
const anOrder = (order: object) => ({
	id: 1_000 + ++orders,
	total_price: '2067.30',
	currency: 'INR',
	checkout_token: null,
	cart_token: null,
	...order,
});

describe('an order', () => {
	it('between the first and the second reminder stops the rest, and counts as recovered', async () => {
		const before = Number((await sequence.revenue())?.['revenue'] ?? 0);
		const { phone, digits } = await sequence.abandon();
		await sequence.reminders(digits, 1);
		const order = anOrder({ customer: { phone } });
		expect(await sequence.order(order)).toMatchObject({ status: 200 });
		await sequence.cart({ phone: digits, status: 'recovered', order_id: String(order.id) });
		await sequence.passNextReminder(digits);
		expect(sequence.sent(digits)).toEqual(['cart_reminder']);

		// Shopify sends a webhook again when it saw no answer; and the shopper pays for the order.
		const runs = (await sequence.stop.executions()).length;
		await sequence.order(order);
		await sequence.pay({ phone });
		await sequence.stop.runs(runs + 2);
		const revenue = await sequence.revenue();
		expect(revenue).toMatchObject({ currency: 'INR' });
		expect(Number(revenue?.['revenue']) - before).toBeCloseTo(2067.3);
	});

	it('before the first reminder stops all, and is not claimed as recovered', async () => {
		const before = await sequence.revenue();
		const { digits, token } = await sequence.abandon();
		await sequence.order(anOrder({ checkout_token: token }));
		await sequence.cart({ phone: digits, status: 'ordered', reminders_sent: 0 });
		await sequence.passNextReminder(digits);
		expect(sequence.sent(digits)).toEqual([]);
		expect((await sequence.revenue())?.['revenue']).toBe(before?.['revenue']);
	});

	it('that overtakes its cart is seen before the reminder is sent', async () => {
		const shopper = anotherShopper();
		const national = shopper.digits.slice(2);
		await sequence.order(anOrder({ shipping_address: { phone: `0${national}` } }));
		await sequence.abandon(shopper);
		await sequence.cart({ phone: shopper.digits, status: 'ordered', reminders_sent: 0 });
		await sequence.passNextReminder(shopper.digits);
		expect(sequence.sent(shopper.digits)).toEqual([]);
	});

	it('that the shop did not sign changes nothing', async () => {
		const { phone, digits } = await sequence.abandon();
		await sequence.order(anOrder({ phone }), { secret: 'guessed' });
		await sequence.reminders(digits, 3);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
	});

	it('of somebody of whom nothing is known stops nobody', async () => {
		const { digits } = await sequence.abandon(undefined, { email: null, cart_token: null });
		const runs = (await sequence.stop.executions()).length;
		await sequence.order(anOrder({}));
		await sequence.pay({});
		await sequence.stop.runs(runs + 2);
		await sequence.cart({ phone: digits, status: 'waiting' });
		expect(await sequence.reminders(digits, 1)).toHaveLength(1);
	});

	it.each([
		['with a query in the cart', 'hWN8KxYz?key=9d2f', 'hWN8KxYz'],
		['with another query in the order', 'hWN9KxYz?key=9d2f', 'hWN9KxYz?key=77'],
	])('is found by the token of the cart %s', async (_, cart_token, ordered) => {
		const { digits } = await sequence.abandon(undefined, { cart_token });
		await sequence.cart({ phone: digits, cart_token: cart_token.split('?')[0] });
		await sequence.order(anOrder({ cart_token: ordered }));
		await sequence.cart({ phone: digits, status: 'ordered' });
	});
});

describe('a payment', () => {
	it.each([
		['phone number', ({ phone }) => ({ phone })],
		['e-mail address', ({ digits }) => ({ email: `${digits}@Example.com` })],
		[
			'token in one of the tags',
			({ token }) => ({ tags: { source: 'occ', note: `${token}?key=1`, more: 'x' } }),
		],
	] satisfies Array<
		[string, (shopper: { phone: string; digits: string; token: string }) => object]
	>)('found by the %s stops the reminders, and counts what they brought in', async (_, by) => {
		const before = Number((await sequence.revenue())?.['carts'] ?? 0);
		const shopper = await sequence.abandon();
		await sequence.reminders(shopper.digits, 1);
		await sequence.pay({ amount: 50, ...by(shopper) });
		const cart = { phone: shopper.digits, status: 'recovered', recovered_total: 50 };
		await sequence.cart(cart);
		await sequence.passNextReminder(shopper.digits);
		expect(sequence.sent(shopper.digits)).toEqual(['cart_reminder']);
		expect((await sequence.revenue())?.['carts']).toBe(before + 1);
	});

	it.each([
		['e-mail address', ({ digits }) => ({ email: `${digits}@example.com` })],
		['tag', ({ digits }) => ({ tags: { cart: `token-${digits}?key=2`, a: 'b' } })],
	] satisfies Array<[string, (shopper: { digits: string }) => object]>)(
		'that overtakes its cart is seen by its %s before the reminder is sent',
		async (_, by) => {
			const shopper = anotherShopper();
			await sequence.pay(by(shopper));
			await sequence.abandon(shopper);
			await sequence.cart({ phone: shopper.digits, status: 'ordered', reminders_sent: 0 });
			expect(sequence.sent(shopper.digits)).toEqual([]);
		},
	);
});
