import { beforeEach, expect, it } from '@jest/globals';

import { poll } from '../../scripts/n8n/poll.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { anOrderId, anotherShopper, aPayment } from './checkout.mts';
import { from, Kit } from './kit.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';

const TIMEOUT_MS = 60_000;
const FIELDS = { template: 'payment_retry', retry_page: 'pages/pay?order=', wait_minutes: 0.2 };

let host: ExampleN8n;
let kit: Kit;
let workflow: TestWorkflow;

withN8n(async (started) => {
	host = started;
	kit = new Kit(host);
	// It needs none of the templates of the reminders.
	const unfilled = Object.fromEntries([1, 2, 3].map((number) => [`template_${number}`, '']));
	await kit.startRecover(unfilled);
	workflow = await kit.activate('payment-failed', { values: { 'Pay again': FIELDS } });
});

let shopper: ReturnType<typeof anotherShopper>;
beforeEach(() => {
	shopper = anotherShopper();
});

const fail = async (paid: Parameters<typeof aPayment>[0], to = workflow) =>
	await to.deliver({ vendor: 'payments', body: aPayment({ status: 'FAILED', ...paid }) });

/** Waits until the order's row says so in `tags`. */
async function waitForTags(orderId: string, tags: RegExp): Promise<string> {
	let seen = '';
	return await poll(
		() => `${tags} and saw ${seen}`,
		TIMEOUT_MS,
		async () => {
			const rows = await host.tables.rows('orders');
			seen = String(rows.find((row) => row['order_id'] === orderId)?.['tags']);
			return tags.test(seen) ? seen : undefined;
		},
	);
}

it('sends one link to pay again for an order, and one a day to a shopper', async () => {
	const orderId = anOrderId();
	await fail({ phone: shopper.phone, orderId });
	await fail({ phone: shopper.phone, orderId, status: 'USER_DROPPED' });
	await fail({ phone: shopper.phone });
	await workflow.runs(3);
	await waitForTags(orderId, /^pay again: accepted in execution \d+$/);
	await fail({ phone: shopper.phone });
	await workflow.runs(4);
	expect(kit.calls(shopper)).toMatchObject([
		{
			template: 'payment_retry',
			button_suffix: expect.stringMatching(/^pages\/pay\?order=order_/),
		},
	]);
});

it('fills the gaps of its template', async () => {
	await fail({ phone: shopper.phone, amount: 499.5 });
	await kit.waitForSent(shopper, 1);
	const [call] = kit.calls(shopper);
	expect(call).toMatchObject({
		customer_name: 'Priya',
		items_text: 'your order',
		total_text: '₹499.50',
		coupon: '',
	});
});

it('evaluates nothing that a shopper typed', async () => {
	const typed = `{{ $json.id }}"}] <b>=$('Settings')`;
	const payment = aPayment({ status: 'FAILED', phone: shopper.phone, orderId: `o"{{ 1 + 1 }}%` });
	const body = JSON.parse(
		JSON.stringify(payment).replace('Priya Sharma', JSON.stringify(typed).slice(1, -1)),
	);
	await workflow.deliver({ vendor: 'payments', body });
	await kit.waitForSent(shopper, 1);
	expect(kit.calls(shopper)).toMatchObject([
		{
			customer_name: expect.not.stringMatching(/object Object|order_/),
			button_suffix: 'pages/pay?order=o%22%7B%7B%201%20%2B%201%20%7D%7D%25',
		},
	]);
	await waitForTags(`o"{{ 1 + 1 }}%`, /^pay again: accepted/);
});

it('sends nothing to who has paid meanwhile, wants no messages, or was erased', async () => {
	const [payer, silent, erased] = [anotherShopper(), anotherShopper(), anotherShopper()];
	const before = (await workflow.executions()).length;
	for (const { phone } of [payer, silent, erased]) await fail({ phone, orderId: `of ${phone}` });
	const due = await Promise.all(
		[payer, silent, erased].map(async ({ phone }) => await waitForTags(`of ${phone}`, /until/)),
	);
	// Into the wait, and not just before it.
	const first = Math.min(...due.map((tags) => Date.parse(/until ([^,]+)/.exec(tags)?.[1] ?? '')));
	await poll(
		() => 'the last seconds of the wait',
		TIMEOUT_MS,
		async () => Date.now() > first - 5000 || undefined,
	);
	const now = new Date().toISOString();
	await host.tables.add('orders', { order_id: 'paid', phone: payer.phone, ordered_at: now });
	await host.tables.add('contacts', { phone: silent.phone, opted_out_at: now });
	const row = ['phone', erased.phone] as [string, string];
	await host.tables.change('orders', row, { phone: '', order_id: '' });
	const runs = await workflow.runs(before + 3);
	for (const { nodes } of runs.slice(-3)) expect(nodes).toContain('Wait until it is due');
	for (const each of [payer, silent, erased]) expect(kit.calls(each)).toEqual([]);
});

it('tries again what the sender could not send yet, and not what it refused', async () => {
	const orderId = anOrderId();
	kit.senders.set(shopper, () =>
		kit.calls(shopper).length < 2
			? { result: 'later', code: '131049', not_before: from(2000) }
			: { result: 'accepted' },
	);
	await fail({ phone: shopper.phone, orderId });
	await waitForTags(orderId, /^pay again: accepted/);
	expect(kit.calls(shopper)).toHaveLength(2);

	const [other, refused] = [anotherShopper(), anOrderId()];
	kit.senders.set(other, () => ({ result: 'refused', problem: 'Not on WhatsApp', code: '1' }));
	await fail({ phone: other.phone, orderId: refused });
	await waitForTags(refused, /^pay again: refused, Not on WhatsApp 1, in execution \d+$/);
});

it('tries hourly while the account is the cause, and gives up a day after the payment', async () => {
	const [other, orderId, old] = [anotherShopper(), anOrderId(), anOrderId()];
	for (const each of [shopper, other]) {
		kit.senders.set(each, () => ({ result: 'account', problem: 'Token expired', code: '190' }));
	}
	await fail({ phone: shopper.phone, orderId });
	const tags = await waitForTags(
		orderId,
		/waiting until .+, for account, Token expired 190, in execution/,
	);
	const until = Date.parse(/until ([^,]+),/.exec(tags)?.[1] ?? '');
	expect(until - Date.now()).toBeGreaterThan(58 * 60_000);
	await fail({ phone: other.phone, orderId: old, at: Date.now() - 25 * 3_600_000 });
	await waitForTags(old, /^pay again: account, Token expired 190,/);
});

it.each([
	['template', { ...FIELDS, template: 'ENTER THE NAME OF YOUR TEMPLATE' }],
	['retry_page', { ...FIELDS, retry_page: ' ' }],
])('ends red, and sends nothing, while %s is not filled in', async (field, fields) => {
	const unfilled = await kit.activate('payment-failed', { values: { 'Pay again': fields } });
	await fail({ phone: shopper.phone }, unfilled);
	const [run] = await unfilled.runs(1);
	expect(run?.error?.node?.name).toBe('Stop: not filled in');
	expect(run?.error?.message).toContain(`In 'Pay again', enter ${field}`);
	expect(kit.calls(shopper)).toEqual([]);
});
