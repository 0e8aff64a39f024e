import { afterEach, describe, expect, it } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';

import { aLineItem, anEcom360Body } from '../support/checkout.mts';
import { ecom360Sample, paymentSample } from '../support/fixtures.mts';
import { shapeProblems } from '../support/item-problems.mts';
import { signed, type Sent } from '../support/receiving.mts';
import { runAction } from './action.mts';
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
	it('is one item per checkout, of the published shape', async () => {
		const items = await output({});
		expect(items).toHaveLength(1);
		expect(shapeProblems(items[0]?.json, 'checkout')).toEqual([]);
		expect(items[0]).not.toHaveProperty('binary');
	});

	it('is one item per line item where that is chosen', async () => {
		const items = await output({ output: 'lineItem' });
		for (const { json } of items) expect(shapeProblems(json, 'lineItem')).toEqual([]);
		expect(items.map(({ json }) => json['lineItem'])).toMatchObject([
			{ sku: 'SKU001', quantity: 2 },
			{ sku: 'SKU002', quantity: 1 },
		]);
	});

	it('is one item per payment, of the published shape', async () => {
		const sent: Sent = { vendor: 'payments', body: paymentSample };
		const items = await output({ events: ['paymentSuccess'] }, sent);
		expect(items).toMatchObject([{ json: { payment: { status: 'SUCCESS' } } }]);
		expect(shapeProblems(items[0]?.json, 'payment')).toEqual([]);
	});

	it.each([
		['checkout', 1],
		['lineItem', 2],
	])('has the exact bytes and the headers in every item: one per %s', async (mode, count) => {
		const delivery = signed({ body: ecom360Sample });
		const items = await output({ output: mode, options: { includeRawBody: true } });
		expect(items).toHaveLength(count);
		for (const { binary, json } of items) {
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

	it('follows the options of reading', async () => {
		const body = anEcom360Body({
			phone: '050 123 4567',
			total_price: 8500,
			line_items: [aLineItem({ price: 850 })],
		});
		const options = { defaultCountry: 'AE', currency: 'AED', amountUnit: 'minor', locale: 'en-AE' };
		const [item] = await output({ options }, { body });
		expect(item?.json).toMatchObject({
			cart: { currency: 'AED', total: 85, lineItems: [{ price: 8.5 }] },
			customer: { phone: '+971501234567' },
			whatsapp: { totalText: 'AED 85.00' },
		});
	});

	it("has the shop's own words and links that count, from the action to the item", async () => {
		const parameters = {
			options: {
				fallbackTexts: { customerName: 'दोस्त', itemsText: 'आपका कार्ट' },
				linkParameters: {
					parameters: [
						{ name: 'utm_source', value: 'whatsapp' },
						{ name: 'discount', value: 'TEN 10' },
					],
				},
			},
		};
		const trigger = await TestTrigger.start({ parameters });
		const data = { cart_id: 'c1', abandoned_checkout_url: 'https://a.in/c?utm_source=mail#top' };
		const json = JSON.stringify({ event: 'ABANDONED_CHECKOUT', data });
		const sending = { resource: 'event', operation: 'sendTest', url: trigger.url, options: {} };
		await runAction({ parameters: { ...sending, specifyCheckout: 'json', json } });
		const [[item] = []] = trigger.lastRun.returned?.workflowData ?? [];
		expect(item?.json).toMatchObject({
			cart: { recoveryUrl: 'https://a.in/c?utm_source=mail&discount=TEN%2010#top' },
			whatsapp: {
				customerName: 'दोस्त',
				itemsText: 'आपका कार्ट',
				buttonSuffix: 'c?utm_source=mail&discount=TEN%2010#top',
			},
		});
	});
});
