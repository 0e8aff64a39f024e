import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from '@jest/globals';

import { anotherShopper } from './checkout.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { ADDRESSES, type Row } from './tables.mts';
import type { SmtpStub } from '../support/smtp.mts';

let host: ExampleN8n;
let mail: SmtpStub;
let report: string;

withN8n(async (started) => {
	host = started;
	({ mail } = host);
	report = await host.publish('weekly-report', { credentials: { smtp: mail.credential } });
});
beforeEach(() => {
	mail.emails.length = 0;
});

const run = async () => await host.n8n.api.run(report, 'Report now');

async function figures(): Promise<Row> {
	const done = await run();
	expect(done.error).toBeUndefined();
	return done.items('Add up')[0]?.json ?? {};
}

const add = async (table: string, rows: Row[]) => await host.tables.add(table, ...rows);
const soon = () => new Date(Date.now() + 1000).toISOString();

/** Carts as `recover` and `orders` leave them, and their messages; their keys. */
async function carts(count: number, cart: Row, message?: Row): Promise<string[]> {
	const keys = Array.from({ length: count }, () => anotherShopper().phone);
	const rows = keys.map((key) => ({ key, cart_token: `token ${key}`, currency: 'INR', ...cart }));
	await add('reminders', rows);
	if (message) {
		await add(
			'messages',
			keys.map((key) => ({ key, message_id: randomUUID(), template: 'cart_reminder', ...message })),
		);
	}
	return keys;
}

it('stops in red, and sends nothing, while an address is not filled in', async () => {
	expect((await run()).error).toMatchObject({
		node: { name: 'Not filled in' },
		message: expect.stringMatching(/^Fill in team_email .+, sender_email .+ No mail was sent/),
	});
	await add('settings', ADDRESSES);
	expect(mail.emails).toEqual([]);
});

it('reports nothing where there is nothing', async () => {
	expect(await figures()).toMatchObject({ carts: 0, orders: 0, recovered: [], templates: [] });
	expect(mail.emails[0]?.text).toContain('Carts: 0');
});

it('adds up what was sent, what became of it, and what came back', async () => {
	const [order] = await carts(
		1,
		{ status: 'recovered', reason: 'order 1', accepted: 1 },
		{ status: 'read' },
	);
	await carts(
		1,
		{ status: 'finished', accepted: 2 },
		{ status: 'delivered', template: 'cart_coupon' },
	);
	await carts(1, { status: 'finished', accepted: 1 }, { status: 'failed', code: '131026' });
	await carts(1, {
		status: 'finished',
		accepted: 0,
		problem: '132001: no such template <b>{{ 1 + 1 }}"}]',
	});
	// Its message failed after the order had been noted; an order that two carts name; no order at all.
	await carts(1, { status: 'recovered', reason: 'order 2', accepted: 1 }, { status: 'failed' });
	await carts(1, { status: 'recovered', reason: 'order 1', accepted: 1 }, { status: 'read' });
	await carts(1, { status: 'recovered', reason: 'order gone', accepted: 1 }, { status: 'read' });
	const placed = { ordered_at: soon(), total: 1000.1, currency: 'INR', phone: order };
	await add('orders', [
		{ ...placed, order_id: '1' },
		// The payment for it.
		{ ...placed, order_id: 'order_OFR' },
		{ ...placed, order_id: '2', total: 500, phone: 'other' },
	]);

	expect(await figures()).toMatchObject({
		...{ carts: 7, reminded: 6, orders: 2 },
		recovered: [{ order_id: '1', total: 1000.1, currency: 'INR', template: 'cart_reminder' }],
		templates: [
			{ template: 'cart_reminder', accepted: 5, delivered: 3, read: 3, failed: 2 },
			{ template: 'cart_coupon', accepted: 1, delivered: 1, read: 0, failed: 0 },
		],
		refused: [
			{ reason: 'failed after it was accepted, code 131026', count: 1 },
			{ reason: 'failed after it was accepted, code unknown', count: 1 },
			{ reason: '132001: no such template <b>{{ 1 + 1 }}"}]', count: 1 },
		],
	});
	const [email] = mail.emails;
	expect(email).toMatchObject({ from: 'shop@example.com', to: ['team@example.com'] });
	for (const line of [
		...['Carts: 7', 'Reminders accepted: 6', 'Reminders read: 3', 'Orders: 2'],
		...['Recovered carts: 1', 'Recovered revenue, INR: 1000.1'],
		'Template cart_coupon: 1 accepted, 1 delivered, 0 read, 0 failed, 0 recovered',
		'1 × 132001: no such template <b>{{ 1 + 1 }}"}]',
		'Nobody was left alone: enter holdout_percent in ecom360_settings',
	]) {
		expect(email?.text).toContain(line);
	}
});

it('compares with the holdout, and says what may be chance', async () => {
	await host.tables.change('reminders', ['currency', 'INR'], { status: 'holdout' });
	const ordered = async (keys: string[], known: (key: string) => Row) =>
		await add(
			'orders',
			keys.map((key) => ({ order_id: randomUUID(), total: 5, ordered_at: soon(), ...known(key) })),
		);
	const reminded = await carts(20, { status: 'finished' });
	await ordered(reminded.slice(0, 2), (phone) => ({ phone }));
	await ordered(reminded.slice(2, 4), (key) => ({ phone: 'none', cart_token: `token ${key}` }));
	await ordered(reminded.slice(4, 6), (key) => ({ phone: 'none', tags: `|a||token ${key}|` }));
	// Too late to come of the reminders.
	const late = new Date(Date.now() + 8 * 86_400_000).toISOString();
	await ordered(reminded.slice(6, 9), (phone) => ({ phone, ordered_at: late }));
	// Of the holdout, one shopper has ordered: the one of the test before.
	expect(await figures()).toMatchObject({
		uplift: { reminded: { shoppers: 20, ordered: 6 }, holdout: { shoppers: 7, ordered: 1 } },
	});
	expect(mail.emails[0]?.text).toContain(
		'In 90 days, 30 of 100 carts that were to be reminded were ordered, and 14.3 of 100 that were left alone: 3.1 orders came through the reminders. This may still be chance',
	);

	mail.emails.length = 0;
	const more = await carts(80, { status: 'finished' });
	await ordered(more, (phone) => ({ phone }));
	await figures();
	expect(mail.emails[0]?.text).toContain('This is more than chance.');
});

it('has its figures although the mail server refuses', async () => {
	mail.isRefusing = true;
	const done = await run();
	mail.isRefusing = false;
	expect(done.error?.node?.name).toBe('Send Email');
	expect(done.items('In words')[0]?.json['text']).toContain('The last seven days');
});
