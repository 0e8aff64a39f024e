import { afterEach, describe, expect, it } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';

import { anEcom360Body } from '../support/checkout.mts';
import { ecom360Sample, paymentSample } from '../support/fixtures.mts';
import { shapeProblems } from '../support/item-problems.mts';
import { signed, type Sent } from '../support/receiving.mts';
import { stopTriggers, TestTrigger, type TriggerOptions } from './webhook.mts';

afterEach(stopTriggers);

async function output(
	parameters: NonNullable<TriggerOptions['parameters']>,
	sent: Sent = { body: ecom360Sample },
): Promise<INodeExecutionData[]> {
	const trigger = await TestTrigger.start({ parameters });
	expect(await trigger.send(signed(sent))).toMatchObject({ status: 200 });
	const [items = []] = trigger.lastRun.returned?.workflowData ?? [];
	return items;
}

describe('the output', () => {
	// What is in an item is written out in test/unit/trigger/receive-samples.test.ts.
	it('is one item per payment, of the published shape', async () => {
		const sent: Sent = { vendor: 'payments', body: paymentSample };
		const items = await output({ events: ['paymentSuccess'] }, sent);
		expect(items).toMatchObject([{ json: { payment: { status: 'SUCCESS' } } }]);
		expect(shapeProblems(items[0]?.json, 'payment')).toEqual([]);
		expect(items[0]).not.toHaveProperty('binary');
	});

	it.each([
		['checkout', 1],
		['lineItem', 2],
	] as const)('has the exact bytes and the headers in every item: per %s', async (mode, count) => {
		const delivery = signed({ body: ecom360Sample });
		const items = await output({ output: mode, options: { includeRawBody: true } });
		expect(items).toHaveLength(count);
		for (const { binary, json } of items) {
			expect(shapeProblems(json, mode)).toEqual([]);
			expect(binary?.['data']).toMatchObject({ mimeType: 'application/json' });
			const bytes = Buffer.from(binary?.['data']?.data ?? '', 'base64');
			expect(bytes.equals(ecom360Sample)).toBe(true);
			expect(json['delivery']).toMatchObject({ headers: delivery.headers });
		}
	});

	it('has bytes that JSON would not write again', async () => {
		const body = Buffer.from(
			'\uFEFF{ "event":"ABANDONED_CHECKOUT",\r\n"data":{"cart_id":2000.0} }',
		);
		const [item] = await output({ options: { includeRawBody: true } }, { body });
		expect(Buffer.from(item?.binary?.['data']?.data ?? '', 'base64').equals(body)).toBe(true);
	});

	it('follows the options of reading and presenting', async () => {
		const changes = { phone: '050 123 4567', total_price: 8500, customer: null };
		const fallbackTexts = { customerName: 'दोस्त' };
		const linkParameters = { parameters: [{ name: 'discount', value: 'TEN 10' }] };
		const reading = { defaultCountry: 'AE', currency: 'AED', amountUnit: 'minor' };
		const options = { ...reading, locale: 'en-AE', fallbackTexts, linkParameters };
		const [item] = await output({ options }, { body: anEcom360Body(changes) });
		expect(item?.json).toMatchObject({
			cart: { currency: 'AED', total: 85 },
			customer: { phone: '+971501234567' },
			whatsapp: {
				totalText: 'AED 85.00',
				customerName: 'दोस्त',
				buttonSuffix: 'checkouts/token1?discount=TEN%2010',
			},
		});
	});
});
