import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { jsonOf } from '../support/stub.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { anOrderId, anotherShopper, aPayment } from './checkout.mts';
import { EVERY_SECOND, looksAfter } from './looks.mts';
import { metaProblems } from './meta.mts';
import { ExampleN8n } from './n8n.mts';
import { aReminder, messageTo } from './reminder.mts';
import { addRow, tableRows, waitForRow, type Row } from './tables.mts';

const WAIT_MS = 3_000;

let host: ExampleN8n;
let workflow: TestWorkflow;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	workflow = await host.activate('payment-failed', {
		values: {
			Settings: {
				'settings.wait_minutes': WAIT_MS / 60_000,
				'settings.retry_page': 'pay?order_id=',
				'settings.template': 'payment_failed',
			},
			'Every 2 minutes': EVERY_SECOND,
		},
	});
	await looks(0, 1);
});
afterAll(async () => await host?.stop());

let shopper: { phone: string; digits: string };
beforeEach(() => {
	shopper = anotherShopper();
});

const looks = async (time: number, count?: number) =>
	await looksAfter(async () => await workflow.executions(), time, count);
const sent = ({ digits } = shopper) => host.stub.requests.filter(messageTo(digits));
const payment = async (values: Row) => await waitForRow(host.n8n.rest, 'ecom360_payments', values);

type Tried = Parameters<typeof aPayment>[0];

/** Reports a try to pay, which must be accepted; returns the order. */
async function report(status: NonNullable<Tried['status']>, tried: Tried = {}): Promise<string> {
	const { orderId = anOrderId(), phone = shopper.phone } = tried;
	const event = aPayment({ ...tried, status, orderId, phone });
	const { body } = await workflow.deliver({ vendor: 'payments', body: event });
	expect(body).toMatchObject({ status: 'accepted' });
	return orderId;
}

/** Waits until a message would have gone out, had there been one. */
async function passMessage(): Promise<void> {
	await looks(Date.now() + WAIT_MS);
}

/** Notes something about the shopper, as `whatsapp-inbox` does. */
async function contact(values: Row): Promise<void> {
	await addRow(host.n8n.rest, 'ecom360_contacts', { phone: shopper.digits, ...values });
}

describe.each([
	['failed', 'FAILED'],
	['was dropped', 'USER_DROPPED'],
] as const)('a payment that %s', (_, status) => {
	it('gets one message with a way to pay again, after the waiting time', async () => {
		const startedAt = Date.now();
		const order_id = await report(status);
		const status_ = status === 'FAILED' ? 'failed' : 'dropped';
		await payment({ order_id, status: status_, phone: shopper.digits });
		const [message] = await host.stub.waitFor(1, messageTo(shopper.digits));
		expect(message?.at).toBeGreaterThanOrEqual(startedAt + WAIT_MS);
		const body = message && jsonOf(message);
		expect(body).toEqual(
			aReminder({
				to: shopper.digits,
				template: 'payment_failed',
				texts: ['Priya', '₹2,067.30'],
				suffix: `pay?order_id=${order_id}`,
			}),
		);
		expect(metaProblems(body, 2)).toEqual([]);
		await payment({ order_id, status: 'messaged' });

		await report('FAILED', { orderId: order_id });
		await passMessage();
		expect(sent()).toHaveLength(1);
		await report('SUCCESS', { orderId: order_id });
		expect(await payment({ order_id, status: 'success' })).toMatchObject({
			messaged_at: expect.any(String),
		});
	});
});

it('of which five copies come at once gets one message', async () => {
	const orderId = anOrderId();
	await Promise.all([1, 2, 3, 4, 5].map(async () => await report('FAILED', { orderId })));
	await host.stub.waitFor(1, messageTo(shopper.digits));
	await passMessage();
	expect(sent()).toHaveLength(1);
});

it('is not written about when the order is paid meanwhile, in whatever order it is told', async () => {
	const later = anotherShopper();
	const order_id = await report('USER_DROPPED');
	await report('SUCCESS', { orderId: order_id });
	const paidFirst = await report('SUCCESS', { phone: later.phone });
	await report('FAILED', { orderId: paidFirst, phone: later.phone, at: Date.now() - 60_000 });
	await passMessage();
	expect([sent(), sent(later)]).toEqual([[], []]);
	await payment({ order_id, status: 'success', messaged_at: null });
	await payment({ order_id: paidFirst, status: 'success', messaged_at: null });
});

it('gets no message when the shopper pays for a new order, which a shop may make at each try', async () => {
	const order_id = await report('FAILED');
	await report('SUCCESS');
	await payment({ order_id, status: 'failed', reason: 'paid', due_at: null });
	expect(sent()).toEqual([]);
});

it('gets no message when the shopper orders in another way', async () => {
	const email = `${shopper.digits}@example.com`;
	const order_id = await report('USER_DROPPED', { email });
	const order = { order_id: 'cod', email, ordered_at: new Date().toISOString() };
	await addRow(host.n8n.rest, 'ecom360_orders', order);
	await payment({ order_id, status: 'dropped', reason: 'ordered', due_at: null });
	expect(sent()).toEqual([]);
});

it('of two orders of one shopper, one gets a message', async () => {
	await Promise.all([report('FAILED'), report('FAILED')]);
	await host.stub.waitFor(1, messageTo(shopper.digits));
	await payment({ phone: shopper.digits, reason: 'got a message about another order' });
	await passMessage();
	expect(sent()).toHaveLength(1);
});

describe('a shopper', () => {
	const now = () => new Date().toISOString();
	const soon = () => new Date(Date.now() + 60_000).toISOString();

	it.each([
		['opted out', () => ({ opted_out_at: now() })],
		['cannot be reached', () => ({ unreachable_at: now() })],
		['replied', () => ({ replied_at: soon() })],
	])('who %s is not written to', async (reason, values) => {
		await contact(values());
		const order_id = await report('FAILED');
		await payment({ order_id, status: 'failed', reason, due_at: null });
		expect(sent()).toEqual([]);
	});

	it('who is to be left alone for now is written to later, in their language', async () => {
		const notBefore = Date.now() + 7_000;
		await contact({ not_before: new Date(notBefore).toISOString(), language: 'hi' });
		const order_id = await report('FAILED');
		await payment({ order_id, status: 'failed', reason: 'later' });
		const [message] = await host.stub.waitFor(1, messageTo(shopper.digits));
		expect(message?.at).toBeGreaterThanOrEqual(notBefore);
		expect(message && jsonOf(message)).toMatchObject({ template: { language: { code: 'hi' } } });
		await payment({ order_id, status: 'messaged' });
	});

	it('without a number is noted only when they paid', async () => {
		const email = `${shopper.digits}@example.com`;
		await report('FAILED', { phone: '12', email });
		const order_id = await report('SUCCESS', { phone: '12', email });
		await payment({ order_id, status: 'success', phone: '' });
		const rows = await tableRows(host.n8n.rest, 'ecom360_payments');
		expect(rows.filter((row) => row['email'] === email)).toHaveLength(1);
	});
});

it('notes what WhatsApp refuses, and does not try again', async () => {
	host.stub.respond = () => ({ status: 500 });
	const order_id = await report('FAILED');
	const row = await payment({ order_id, status: 'messaged' });
	await passMessage();
	host.stub.respond = () => ({});
	expect(row).toMatchObject({ reason: null });
	expect((await payment({ order_id }))['problem']).toEqual(expect.any(String));
	expect(sent()).toHaveLength(1);
});

it('loses nothing and sends nothing twice when n8n is killed, waiting or sending', async () => {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	host.stub.respond = async () => {
		await held;
		return {};
	};
	await report('FAILED');
	await host.stub.waitFor(1, messageTo(shopper.digits));
	const waiting = anotherShopper();
	const order_id = await report('USER_DROPPED', { phone: waiting.phone });
	await payment({ order_id, status: 'dropped' });

	await host.restart({ isSudden: true });
	letGo();
	host.stub.respond = () => ({});
	await host.stub.waitFor(1, messageTo(waiting.digits));
	await looks(Date.now(), 3);
	expect([sent().length, sent(waiting).length]).toEqual([1, 1]);
});
