import { beforeAll, describe, expect, it } from '@jest/globals';

import { anEcom360Body, anOccBody } from '../support/checkout.mts';
import { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow, ToSend } from '../support/n8n-workflow.mts';
import { inject } from '../support/provided.mts';
import { outcomeOf } from './outcome.mts';

const n8n = new TestN8n(inject('n8n'));

const startingNothing = (status: number, body: unknown) => ({ status, body, started: 0 });
const inBody = (changes: Record<string, unknown>): ToSend => ({ body: anEcom360Body(changes) });

describe('a delivery that is not wanted starts nothing and is answered 200:', () => {
	const id = 'delivery-1';
	const headers = { 'x-request-id': id };
	const wanted = {
		total_price: 1500,
		store_url: 'https://www.shop.example/',
		marketing_consent: true,
	};
	let selective: TestWorkflow;
	beforeAll(async () => {
		selective = await n8n.triggerWith({
			filters: {
				minimumTotal: 1000,
				maximumTotal: 2000,
				stores: 'other.example, SHOP.example',
				platforms: ['SHOPIFY'],
				countries: 'in',
				requirePhone: true,
				requireConsent: true,
			},
		});
	});

	it.each<[string, ToSend]>([
		['an event that is not selected', { body: { ...anEcom360Body(wanted), event: 'ORDER_PAID' } }],
		[
			'a topic that is not selected, where the body names no event',
			{ body: anOccBody(), headers: { 'x-webhook-topic': 'orderPaid' } },
		],
	])('%s', async (_, sent) => {
		const body = { status: 'ignored', reason: 'topic', id };
		const all = { ...sent, headers: { ...('headers' in sent && sent.headers), ...headers } };
		expect(await outcomeOf(n8n, selective, all)).toEqual(startingNothing(200, body));
	});

	it.each<[string, object]>([
		['minimumTotal', { total_price: 999.99 }],
		['maximumTotal', { total_price: '2,000.01' }],
		['stores', { store_url: 'notshop.example' }],
		['platforms', { platform: 'OCC' }],
		['countries', { phone: '+971501234567' }],
		['requirePhone', { phone: null }],
		['requireConsent', { marketing_consent: null }],
	])('the filter %s', async (filter, changes) => {
		const sent = { ...inBody({ ...wanted, ...changes }), headers };
		const body = { status: 'ignored', reason: 'filter', filter, id };
		expect(await outcomeOf(n8n, selective, sent)).toEqual(startingNothing(200, body));
	});

	it('a duplicate', async () => {
		const delivery = { built: selective.signed({ ...inBody(wanted), headers }) };
		expect((await selective.deliver(delivery)).body).toEqual({ status: 'accepted', id });
		await selective.runs(1);
		const body = { status: 'ignored', reason: 'duplicate', id };
		expect(await outcomeOf(n8n, selective, delivery)).toEqual(startingNothing(200, body));
	});
});
