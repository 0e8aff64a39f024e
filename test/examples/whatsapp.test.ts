import { describe, expect, it } from '@jest/globals';

import { aKurtaCart, anotherShopper } from './checkout.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { aReminder, messageTo } from './reminder.mts';
import { metaProblems } from './meta.mts';
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

describe('first-reminder', () => {
	it('sends name, items, total and the end of the recovery link', async () => {
		const answer = await workflow.deliver({ body: aKurtaCart() });
		expect(answer).toMatchObject({ status: 200 });

		const [message] = await host.stub.waitFor(1, messageTo('916000376569'));
		expect(message?.headers['authorization']).toBe('Bearer meta-token');
		expect(message && jsonOf(message)).toEqual(aReminder());
	});

	it('waits as long as it is told', async () => {
		const sentAt = Date.now();
		const { phone, digits } = anotherShopper();
		await workflow.deliver({ body: aKurtaCart({ phone }) });
		const [message] = await host.stub.waitFor(1, messageTo(digits));
		expect((message?.at ?? 0) - sentAt).toBeGreaterThanOrEqual(WAIT_MS);
	});

	it.each([
		['line breaks and tabs', { line_items: [{ title: 'Kurta\n\tindigo\r\nM', price: 1 }] }],
		['long runs of spaces', { line_items: [{ title: `Kurta${' '.repeat(9)}M`, price: 1 }] }],
		['no name, no items, no total', { customer: {}, line_items: [], total_price: null }],
		['300 line items', { line_items: Array.from({ length: 300 }, () => ({ title: 'Diya' })) }],
		[
			'what could be code',
			{
				customer: { first_name: '{{ $json.id }}"}] <b>=1' },
				line_items: [{ title: `={{ 1 + 1 }} "$('Wait')" <img src=x>\n%`, price: 1, quantity: 1 }],
			},
		],
		['Devanagari and emoji', { customer: { first_name: 'प्रिया 🪔' } }],
	])('sends what Meta takes when the cart has %s', async (_, changes) => {
		const { phone, digits } = anotherShopper();
		await workflow.deliver({ body: aKurtaCart({ ...changes, phone }) });
		const [message] = await host.stub.waitFor(1, messageTo(digits));
		expect(message && metaProblems(jsonOf(message), 3)).toEqual([]);
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
});
