import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import { ALL_REMINDERS, remindersAt, Sequence } from './sequence.mts';

let host: ExampleN8n;
let sequence: Sequence;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	sequence = new Sequence(host);
	// Room for an order before the first reminder, and between two.
	await sequence.activate(remindersAt([4, 10, 14]));
});
afterAll(async () => await host?.stop());

let orders = 1000;
const anOrder = (order: object) => ({
	id: ++orders,
	total_price: '2067.30',
	currency: 'INR',
	checkout_token: null,
	cart_token: null,
	...order,
});

interface Known {
	phone: string;
	digits: string;
	token: string;
}

/** Ways in which an order or a payment says whose it is. */
const WAYS: Array<[string, (shopper: Known) => Promise<unknown>]> = [
	['an order, by a national phone number', (shopper) => order({ phone: national(shopper) })],
	["an order, by Shopify's checkout token", ({ token }) => order({ checkout_token: token })],
	["an order, by Shopify's cart token", ({ token }) => order({ cart_token: `${token}?key=2` })],
	['an order, by the e-mail address', ({ digits }) => order({ email: `${digits}@Example.com` })],
	['a payment, by the phone number', async ({ phone }) => await sequence.pay({ phone })],
	[
		'a payment, by the e-mail address',
		async ({ digits }) => await sequence.pay({ email: `${digits}@Example.com` }),
	],
	[
		'a payment, by the cart token in one of the tags',
		async ({ token }) => await sequence.pay({ tags: { a: 'b', note: `${token}?key=3`, c: 'd' } }),
	],
];
const order = async (values: object) => await sequence.order(anOrder(values));
const national = ({ digits }: Known) => `0${digits.slice(2)}`;

/** A shopper whose cart has a token with a query, as Cashfree One Click Checkout sends it. */
function aShopper(): Known & { changes: object } {
	const { phone, digits } = anotherShopper();
	const token = `hWN${digits}`;
	return { phone, digits, token, changes: { cart_token: `${token}?key=9d2f` } };
}

describe('between the first and the second reminder', () => {
	it('an order or a payment stops the rest, and counts as recovered', async () => {
		const before = await sequence.recovered();
		const shoppers = WAYS.map(() => aShopper());
		for (const shopper of shoppers) await sequence.abandon(shopper, shopper.changes);
		await Promise.all(
			shoppers.map(async (shopper, index) => {
				await sequence.reminders(shopper.digits, 1);
				await WAYS[index]?.[1](shopper);
			}),
		);
		for (const { digits } of shoppers) {
			await sequence.cart({ phone: digits, status: 'recovered', recovered_total: 2067.3 });
		}
		await sequence.passNextReminder(shoppers.at(-1)?.digits ?? '');
		expect(shoppers.map(({ digits }) => sequence.sent(digits))).toEqual(
			shoppers.map(() => ['cart_reminder']),
		);

		// Shopify sends an order again when it saw no answer; and the shopper may pay for it, too.
		const again = shoppers[0]!;
		const { order_id } = await sequence.cart({ phone: again.digits, status: 'recovered' });
		const runs = (await sequence.stop.executions()).length;
		await sequence.order(anOrder({ id: Number(order_id), phone: again.phone }));
		await sequence.pay({ phone: again.phone, amount: 1 });
		await sequence.stop.runs(runs + 2);
		const after = await sequence.recovered();
		expect(after.carts - before.carts).toBe(WAYS.length);
		expect(after.revenue - before.revenue).toBeCloseTo(WAYS.length * 2067.3);
	});
});

describe('before the first reminder', () => {
	it('an order or a payment stops all, and is not claimed as recovered', async () => {
		const before = await sequence.recovered();
		const shoppers = WAYS.map(() => aShopper());
		for (const [index, shopper] of shoppers.entries()) {
			await sequence.abandon(shopper, shopper.changes);
			await sequence.cart({ phone: shopper.digits, cart_token: shopper.token });
			await WAYS[index]?.[1](shopper);
		}
		for (const { digits } of shoppers) {
			await sequence.cart({ phone: digits, status: 'ordered', reminders_sent: 0 });
		}
		await sequence.passNextReminder(shoppers.at(-1)?.digits ?? '');
		expect(shoppers.flatMap(({ digits }) => sequence.sent(digits))).toEqual([]);
		expect(await sequence.recovered()).toEqual(before);
	});

	it('one that overtakes its cart is seen before the reminder is sent', async () => {
		const shoppers = WAYS.map(() => aShopper());
		const runs = (await sequence.stop.executions()).length;
		for (const [index, shopper] of shoppers.entries()) await WAYS[index]?.[1](shopper);
		await sequence.stop.runs(runs + shoppers.length);
		for (const shopper of shoppers) await sequence.abandon(shopper, shopper.changes);
		for (const { digits } of shoppers) {
			await sequence.cart({ phone: digits, status: 'ordered', reminders_sent: 0, order_id: null });
		}
		await sequence.passNextReminder(shoppers.at(-1)?.digits ?? '');
		expect(shoppers.flatMap(({ digits }) => sequence.sent(digits))).toEqual([]);
	});
});

it('an order that the shop did not sign, and one of nobody that is known, change nothing', async () => {
	const { phone, digits } = await sequence.abandon();
	const nameless = await sequence.abandon(undefined, { email: null, cart_token: null });
	await sequence.order(anOrder({ phone }), { secret: 'guessed' });
	await sequence.order(anOrder({}));
	await sequence.pay({});
	await sequence.reminders(nameless.digits, 3);
	await sequence.reminders(digits, 3);
	expect(sequence.sent(nameless.digits)).toEqual(ALL_REMINDERS);
	expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
});
