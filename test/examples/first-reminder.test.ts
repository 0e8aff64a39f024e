import { expect, it } from '@jest/globals';

import { aKurtaCart, anotherShopper } from './checkout.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { messageTo, metaMessage, metaProblems } from './meta.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { jsonOf } from '../support/stub.mts';

const WAIT_MS = 1200;

let host: ExampleN8n;
let workflow: TestWorkflow;

withN8n(async (started) => {
	host = started;
	const values = { 'Wait 30 minutes': { amount: WAIT_MS / 60_000 } };
	workflow = await host.activate('first-reminder', { values });
});

it('sends name, items, total and the end of the recovery link, after the wait', async () => {
	const sentAt = Date.now();
	const answer = await workflow.deliver({ body: aKurtaCart() });
	expect(answer).toMatchObject({ status: 200 });

	const [message] = await host.stub.waitFor(1, messageTo('916000376569'));
	expect(message?.headers['authorization']).toBe('Bearer meta-token');
	expect(message && jsonOf(message)).toEqual(metaMessage());
	expect((message?.at ?? 0) - sentAt).toBeGreaterThanOrEqual(WAIT_MS);
});

it.each([
	['no name, no items, no total', { customer: {}, line_items: [], total_price: null }],
	['300 line items', { line_items: Array.from({ length: 300 }, () => ({ title: 'Diya' })) }],
	[
		'what could be code',
		{
			customer: { first_name: '{{ $json.id }}"}] <b>=1' },
			line_items: [{ title: `={{ 1 + 1 }} "$('Wait')" <img src=x>\n%`, price: 1, quantity: 1 }],
		},
	],
])('sends what Meta takes when the cart has %s', async (_, changes) => {
	const { phone, digits } = anotherShopper();
	await workflow.deliver({ body: aKurtaCart({ ...changes, phone }) });
	const [message] = await host.stub.waitFor(1, messageTo(digits));
	const any = expect.any(String);
	expect(message && jsonOf(message)).toEqual(metaMessage(digits, [any, any, any], any));
	expect(metaProblems(message && jsonOf(message))).toEqual([]);
	expect(String(message?.body)).not.toMatch(/object Object|"2 |cart_482915/);
});

it.each([
	['without a usable number', { phone: '+1234567890', customer: {} }],
	['without a link back', { abandoned_checkout_url: null }],
])('sends nothing to a shopper %s', async (_, changes) => {
	const before = (await workflow.executions()).length;
	await workflow.deliver({ body: aKurtaCart(changes), unique: true });
	const runs = await workflow.runs(before + 1);
	expect(runs.at(-1)?.nodes).toEqual([
		'Ecom360 Trigger',
		'Table of orders',
		'Can WhatsApp reach them?',
	]);
});

it('sends nothing to a shopper who has ordered', async () => {
	const { phone } = anotherShopper();
	await host.tables.add('orders', { order_id: phone, phone, ordered_at: new Date().toISOString() });
	const before = (await workflow.executions()).length;
	await workflow.deliver({ body: aKurtaCart({ phone }), unique: true });
	const runs = await workflow.runs(before + 1);
	expect(runs.at(-1)?.nodes.at(-1)).toBe('Never ordered?');
});
