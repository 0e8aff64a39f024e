import { createHmac, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';

import { anotherShopper, aPayment } from './checkout.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { ADDRESSES, type Row } from './tables.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';

const SECRET = 'shopify-secret';
const HOUR_MS = 3_600_000;

let host: ExampleN8n;
let workflow: TestWorkflow;
let address: string;

withN8n(async (started) => {
	host = started;
	const health = await host.publish('health-check', {
		credentials: { smtp: host.mail.credential },
		values: { Settings: { production_url: 'https://shop.example.com/' } },
	});
	workflow = await host.activate('orders', {
		credentials: { crypto: { hmacSecret: SECRET } },
		workflows: { 'health-check': health },
	});
	address = `${host.n8n.url}/webhook/ecom360-orders`;
	// The first run makes the tables.
	await order({ email: 'first@example.com' });
	await workflow.runs(1);
	await host.n8n.api.run(health, 'Check now');
	await host.tables.add('settings', ...ADDRESSES);
});

let orders = 1000;
let shopper: ReturnType<typeof aShopper>;
beforeEach(() => {
	shopper = aShopper();
});

function aShopper() {
	const { phone, digits } = anotherShopper();
	return { phone, digits, email: `o_${digits}@example.com`, token: `hWN${digits}` };
}

/** Sends an order as Shopify does; returns the status of the answer. */
async function order(values: object, secret = SECRET): Promise<number> {
	const time = new Date(Date.now() + 1000).toISOString();
	const sent = {
		id: ++orders,
		total_price: '2067.30',
		currency: 'INR',
		created_at: time,
		...values,
	};
	const body = JSON.stringify(sent);
	const signature = createHmac('sha256', secret).update(body).digest('base64');
	const headers = { 'content-type': 'application/json', 'x-shopify-hmac-sha256': signature };
	return (await fetch(address, { method: 'POST', body, headers })).status;
}

async function pay(values: Parameters<typeof aPayment>[0]): Promise<void> {
	const body = aPayment({ at: Date.now() + 1000, ...values });
	expect(await workflow.deliver({ vendor: 'payments', body })).toMatchObject({ status: 200 });
}

/** A cart that waits for its next reminder, as `recover` writes it. */
async function waits(changes: Row = {}): Promise<void> {
	const { phone, email, token } = shopper;
	const cart = JSON.stringify({ to: phone, email, customer_name: 'Priya' });
	const row = { key: phone, cart_id: token, cart_token: token, status: 'waiting', step: 1, cart };
	await host.tables.add('reminders', { ...row, ...changes });
}

async function wasSent(status = 'accepted'): Promise<void> {
	const key = shopper.phone;
	const message = { message_id: randomUUID(), key, template: 'cart_reminder', status };
	await host.tables.add('messages', message);
}

async function became(status: string): Promise<Row> {
	return await host.tables.waitFor('reminders', { cart_token: shopper.token, status });
}

/** Sends an order, and waits until it is through: a recovered cart is an ordered one in between. */
async function settled(send: () => Promise<unknown>): Promise<void> {
	const before = (await workflow.executions()).length;
	await send();
	const runs = await workflow.runs(before + 1);
	expect(runs.map(({ summary }) => summary.status)).not.toContain('error');
}

const WAYS: Array<[string, () => Promise<unknown>]> = [
	['an order, by a national phone number', () => order({ phone: `0${shopper.digits.slice(2)}` })],
	["an order, by the customer's number", () => order({ customer: { phone: shopper.phone } })],
	["an order, by Shopify's checkout token", () => order({ checkout_token: shopper.token })],
	["an order, by Shopify's cart token", () => order({ cart_token: `${shopper.token}?key=2` })],
	['an order, by the e-mail address', () => order({ email: shopper.email.toUpperCase() })],
	['a payment, by the phone number', () => pay({ phone: shopper.phone })],
	['a payment, by the e-mail address', () => pay({ email: shopper.email })],
	[
		'a payment, by the cart token in a tag',
		() => pay({ tags: { a: 'b', n: `${shopper.token}?k` } }),
	],
];

describe.each(WAYS)('%s', (_, buy) => {
	it('ends the reminders, and recovers nothing where no message was accepted', async () => {
		await waits();
		await buy();
		expect(await became('ordered')).toMatchObject({ reason: expect.stringMatching(/^order .+/) });
	});
});

describe('recovered', () => {
	it.each([
		['recovered', 'accepted'],
		['recovered', 'read'],
		['ordered', 'failed'],
	])('or not is a cart: %s where the message before the order is %s', async (status, message) => {
		await waits();
		await wasSent(message);
		await settled(() => order({ phone: shopper.phone }));
		expect(await became(status)).toMatchObject({ reason: `order ${orders}` });
	});

	it('is none whose messages came after the order', async () => {
		const created_at = new Date().toISOString();
		await waits();
		await wasSent();
		await settled(() => order({ phone: shopper.phone, created_at }));
		await became('ordered');
	});

	it('is counted once: the same order again, its payment, and an older cart change nothing', async () => {
		await waits({ cart_id: 'older' });
		await wasSent();
		await waits({ cart_id: 'newer' });
		await wasSent();
		const id = ++orders;
		await Promise.all([order({ id, phone: shopper.phone }), order({ id, phone: shopper.phone })]);
		await became('recovered');
		await settled(() => order({ id, phone: shopper.phone }));
		await settled(() => pay({ phone: shopper.phone, amount: 1 }));
		const carts = (await host.tables.rows('reminders')).filter(({ key }) => key === shopper.phone);
		expect(carts.map(({ cart_id, status, reason }) => [cart_id, status, reason])).toEqual([
			['older', 'ordered', `order ${id}`],
			['newer', 'recovered', `order ${id}`],
		]);
		const kept = (await host.tables.rows('orders')).filter(
			({ order_id }) => order_id === String(id),
		);
		expect(kept).toMatchObject([{ phone: shopper.phone, total: 2067.3, currency: 'INR' }]);
	});
});

describe('left as it is', () => {
	const hours = (count: number) => new Date(Date.now() + count * HOUR_MS).toISOString();

	it.each([
		['waiting', 'that was ordered more than an hour before it was left', -1.05, 'waiting'],
		['waiting', 'that was ordered within the hour before it was left', -0.9, 'ordered'],
		['waiting', 'of the week before', 8 * 24, 'waiting'],
		['holdout', 'of the holdout', 0, 'holdout'],
	])('or not is a %s cart %s', async (status, _, at, then) => {
		await waits({ status });
		await settled(() => order({ phone: shopper.phone, created_at: hours(at) }));
		await became(then);
	});

	it("everybody else's, whatever an order holds in the place of an e-mail address", async () => {
		await waits();
		const odd = ['%', '%@%', 'o_%@example.com', '"', "' OR 1=1 --", '{{ $json }}', 'none', ''];
		for (const email of odd) {
			await settled(() => order({ email, phone: email, checkout_token: email }));
		}
		await settled(() => pay({ tags: Object.fromEntries(odd.map((tag, index) => [index, tag])) }));
		await became('waiting');
	});
});

describe('refused', () => {
	it('an order that the shop has not signed ends nothing, and the team is told once', async () => {
		await waits();
		host.mail.emails.length = 0;
		await order({ phone: shopper.phone }, 'guessed');
		await order({ phone: shopper.phone }, '');
		const about = ({ subject }: { subject: string }) => /orders are refused/.test(subject);
		const [email] = await host.mail.waitFor(1, about);
		expect(email).toMatchObject({
			to: ['team@example.com'],
			text: expect.stringContaining('HMAC Secret'),
		});
		await became('waiting');
		expect(host.mail.emails.filter(about)).toHaveLength(1);
	});

	it('a payment with another key ends nothing, and the team is told', async () => {
		await waits();
		const body = aPayment({ phone: shopper.phone });
		const answer = await workflow.deliver({ vendor: 'payments', body, key: 'webhook key' });
		expect(answer).toMatchObject({ status: 401 });
		const about = ({ subject }: { subject: string }) => /payments are refused/.test(subject);
		const [email] = await host.mail.waitFor(1, about);
		expect(email?.text).toContain('client secret');
		await became('waiting');
	});
});
