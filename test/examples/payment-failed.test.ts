import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { isFinished } from '../../scripts/n8n/executions.mts';
import { inject } from '../support/provided.mts';
import { jsonOf } from '../support/stub.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { anOrderId, anotherShopper, aPayment } from './checkout.mts';
import { EVERY_SECOND, looksAfter } from './looks.mts';
import { metaProblems } from './meta.mts';
import { ExampleN8n } from './n8n.mts';
import { aReminder, messageTo } from './reminder.mts';
import { addRow, tableRows, waitForRow, type Row } from './tables.mts';

const WAIT_MS = 5_000;

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

type Shopper = ReturnType<typeof anotherShopper>;

const looks = async (time: number, count?: number) =>
	await looksAfter(async () => await workflow.executions(), time, count);
const sent = ({ digits }: Shopper) => host.stub.requests.filter(messageTo(digits));
const payment = async (values: Row) => await waitForRow(host.n8n.rest, 'ecom360_payments', values);
const emailOf = ({ digits }: Shopper) => `${digits}@example.com`;

type Tried = Parameters<typeof aPayment>[0];

/** Reports a shopper's try to pay, which must be accepted; returns the order. */
async function report(
	{ phone }: Shopper,
	status: NonNullable<Tried['status']>,
	{ orderId = anOrderId(), ...tried }: Tried = {},
): Promise<string> {
	const event = aPayment({ phone, ...tried, status, orderId });
	const { body } = await workflow.deliver({ vendor: 'payments', body: event });
	expect(body).toMatchObject({ status: 'accepted' });
	return orderId;
}

/** The rows of an order as they were written when its failed tries were reported. */
async function planned(orderId: string): Promise<Row[]> {
	const reports = (await workflow.executions()).filter(
		(execution) => execution.mode === 'webhook' && isFinished(execution),
	);
	const runs = await Promise.all(reports.map(async ({ id }) => await host.n8n.api.execution(id)));
	const rows = runs.flatMap((run) => run.items('Not paid yet').map(({ json }) => json));
	return rows.filter((row) => row['order_id'] === orderId);
}

/** Waits until a message would have gone out, had there been one. */
async function passMessage(): Promise<void> {
	await looks(Date.now() + WAIT_MS);
}

/** Notes something about a shopper, as `whatsapp-inbox` does. */
async function contact({ digits }: Shopper, values: Row): Promise<void> {
	await addRow(host.n8n.rest, 'ecom360_contacts', { phone: digits, ...values });
}
const now = () => new Date().toISOString();
const soon = () => new Date(Date.now() + 60_000).toISOString();

// All of them at once, since each takes its time.
describe('a payment', () => {
	it.concurrent.each([
		['failed', 'FAILED'],
		['was dropped', 'USER_DROPPED'],
	] as const)(
		'that %s gets one message with a way to pay again, after the waiting time',
		async (_, status) => {
			const shopper = anotherShopper();
			const { digits } = shopper;
			const startedAt = Date.now();
			const order_id = await report(shopper, status);
			const [message] = await host.stub.waitFor(1, messageTo(digits));
			const noted = status === 'FAILED' ? 'failed' : 'dropped';
			expect(await planned(order_id)).toMatchObject([{ status: noted, phone: digits }]);
			expect(message?.at).toBeGreaterThanOrEqual(startedAt + WAIT_MS);
			const body = message && jsonOf(message);
			expect(body).toEqual(
				aReminder({
					to: digits,
					template: 'payment_failed',
					texts: ['Priya', '₹2,067.30'],
					suffix: `pay?order_id=${order_id}`,
				}),
			);
			expect(metaProblems(body, 2)).toEqual([]);
			await payment({ order_id, status: 'messaged' });

			await report(shopper, 'FAILED', { orderId: order_id });
			await passMessage();
			expect(sent(shopper)).toHaveLength(1);
			await report(shopper, 'SUCCESS', { orderId: order_id });
			expect(await payment({ order_id, status: 'success' })).toMatchObject({
				messaged_at: expect.any(String),
			});
		},
	);

	it.concurrent('of which five copies come at once gets one message', async () => {
		const shopper = anotherShopper();
		const orderId = anOrderId();
		const copies = [1, 2, 3, 4, 5].map(async () => await report(shopper, 'FAILED', { orderId }));
		await Promise.all(copies);
		await host.stub.waitFor(1, messageTo(shopper.digits));
		await passMessage();
		expect(sent(shopper)).toHaveLength(1);
	});

	it.concurrent('that succeeds meanwhile gets none, in whatever order it is told', async () => {
		const [before, after] = [anotherShopper(), anotherShopper()];
		const order_id = await report(before, 'USER_DROPPED');
		await report(before, 'SUCCESS', { orderId: order_id });
		const paidFirst = await report(after, 'SUCCESS');
		await report(after, 'FAILED', { orderId: paidFirst, at: Date.now() - 60_000 });
		await passMessage();
		expect([sent(before), sent(after)]).toEqual([[], []]);
		await payment({ order_id, status: 'success', messaged_at: null });
		await payment({ order_id: paidFirst, status: 'success', messaged_at: null });
	});

	it.concurrent(
		'gets none when the shopper pays for a new order, which a shop may make at each try',
		async () => {
			const shopper = anotherShopper();
			const order_id = await report(shopper, 'FAILED');
			await report(shopper, 'SUCCESS');
			await payment({ order_id, status: 'failed', reason: 'paid', due_at: null });
			expect(sent(shopper)).toEqual([]);
		},
	);

	it.concurrent('gets none when the shopper orders in another way', async () => {
		const shopper = anotherShopper();
		const email = emailOf(shopper);
		await addRow(host.n8n.rest, 'ecom360_orders', { order_id: 'cod', email, ordered_at: soon() });
		const order_id = await report(shopper, 'USER_DROPPED', { email });
		await payment({ order_id, status: 'dropped', reason: 'ordered', due_at: null });
		expect(sent(shopper)).toEqual([]);
	});

	it.concurrent('gets none beside the message about another order of the shopper', async () => {
		const shopper = anotherShopper();
		await Promise.all([report(shopper, 'FAILED'), report(shopper, 'FAILED')]);
		await host.stub.waitFor(1, messageTo(shopper.digits));
		await payment({ phone: shopper.digits, reason: 'got a message about another order' });
		await passMessage();
		expect(sent(shopper)).toHaveLength(1);
	});

	it.concurrent.each([
		['opted out', () => ({ opted_out_at: now() })],
		['cannot be reached', () => ({ unreachable_at: now() })],
		['replied', () => ({ replied_at: soon() })],
	])('of a shopper who %s gets none', async (reason, values) => {
		const shopper = anotherShopper();
		await contact(shopper, values());
		const order_id = await report(shopper, 'FAILED');
		await payment({ order_id, status: 'failed', reason, due_at: null });
		expect(sent(shopper)).toEqual([]);
	});

	it.concurrent(
		'of a shopper who is to be left alone for now gets one later, in their language',
		async () => {
			const shopper = anotherShopper();
			const notBefore = Date.now() + 15_000;
			const not_before = new Date(notBefore).toISOString();
			await contact(shopper, { not_before, language: 'hi' });
			const order_id = await report(shopper, 'FAILED');
			await payment({ order_id, status: 'failed', reason: 'later' });
			const [message] = await host.stub.waitFor(1, messageTo(shopper.digits));
			expect(message?.at).toBeGreaterThanOrEqual(notBefore);
			const inHindi = { template: { language: { code: 'hi' } } };
			expect(message && jsonOf(message)).toMatchObject(inHindi);
			await payment({ order_id, status: 'messaged' });
		},
	);

	it.concurrent('of a shopper without a number is noted only when they paid', async () => {
		const shopper = { ...anotherShopper(), phone: '12' };
		const email = emailOf(shopper);
		await report(shopper, 'FAILED', { email });
		const order_id = await report(shopper, 'SUCCESS', { email });
		await payment({ order_id, status: 'success', phone: '' });
		const rows = await tableRows(host.n8n.rest, 'ecom360_payments');
		expect(rows.filter((row) => row['email'] === email)).toHaveLength(1);
	});
});

it('notes what WhatsApp refuses, and does not try again', async () => {
	host.stub.respond = () => ({ status: 500 });
	const shopper = anotherShopper();
	const order_id = await report(shopper, 'FAILED');
	const row = await payment({ order_id, status: 'messaged' });
	await passMessage();
	host.stub.respond = () => ({});
	expect(row).toMatchObject({ reason: null });
	expect((await payment({ order_id }))['problem']).toEqual(expect.any(String));
	expect(sent(shopper)).toHaveLength(1);
});

it('loses nothing and sends nothing twice when n8n is killed, waiting or sending', async () => {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	host.stub.respond = async () => {
		await held;
		return {};
	};
	const sending = anotherShopper();
	await report(sending, 'FAILED');
	await host.stub.waitFor(1, messageTo(sending.digits));
	const waiting = anotherShopper();
	const order_id = await report(waiting, 'USER_DROPPED');
	await payment({ order_id, status: 'dropped' });

	await host.restart({ isSudden: true });
	letGo();
	host.stub.respond = () => ({});
	await host.stub.waitFor(1, messageTo(waiting.digits));
	await looks(Date.now(), 3);
	expect([sent(sending).length, sent(waiting).length]).toEqual([1, 1]);
});
