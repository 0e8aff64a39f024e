import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { anOrderId, anotherShopper, aPayment } from './checkout.mts';
import { Kit } from './kit.mts';
import { ExampleN8n } from './n8n.mts';
import { addRow, waitForRow } from './tables.mts';

let host: ExampleN8n;
let kit: Kit;
let workflow: TestWorkflow;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	host.stub.respond = () => ({ body: { result: 'accepted', message_id: 'message' } });
	kit = new Kit(host);
	await kit.startRecover();
	const fields = { template: 'payment_retry', retry_page: 'pages/pay?order=', wait_minutes: 0.1 };
	workflow = await kit.activate('payment-failed', { values: { 'Pay again': fields } });
});
afterAll(async () => await host?.stop());

const fail = async (paid: Parameters<typeof aPayment>[0]) =>
	await workflow.deliver({ vendor: 'payments', body: aPayment({ status: 'FAILED', ...paid }) });

it('sends one link to pay again for an order, and one a day to a shopper', async () => {
	const shopper = anotherShopper();
	const orderId = anOrderId();
	await fail({ phone: shopper.phone, orderId });
	await fail({ phone: shopper.phone, orderId, status: 'USER_DROPPED' });
	await fail({ phone: shopper.phone });
	await workflow.runs(3);
	expect(kit.calls(shopper)).toMatchObject([
		{
			template: 'payment_retry',
			button_suffix: expect.stringMatching(/^pages\/pay\?order=order_/),
		},
	]);
});

it('sends nothing to who has paid meanwhile or wants no messages', async () => {
	const payer = anotherShopper();
	const silent = anotherShopper();
	const before = (await workflow.executions()).length;
	for (const { phone } of [payer, silent]) await fail({ phone });
	const now = new Date().toISOString();
	const { rest } = host.n8n;
	await addRow(rest, 'ecom360_orders', { order_id: 'paid', phone: payer.phone, ordered_at: now });
	await addRow(rest, 'ecom360_contacts', { phone: silent.phone, opted_out_at: now });
	await waitForRow(rest, 'ecom360_failed_payments', { key: silent.phone });
	await workflow.runs(before + 2);
	expect([...kit.calls(payer), ...kit.calls(silent)]).toEqual([]);
});
