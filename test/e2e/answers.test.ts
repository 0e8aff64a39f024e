import { beforeAll, describe, expect, inject, it } from 'vitest';

import { anEcom360Body, anOccBody } from '../support/checkout.mts';
import { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow, ToSend } from '../support/n8n-workflow.mts';

const n8n = new TestN8n(inject('n8n'));

const MINUTE_MS = 60_000;
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);
const rejected = (reason: string, issues?: string[]) => ({
	status: 'rejected',
	reason,
	...(issues && { issues }),
});
const inBody = (changes: Record<string, unknown>): ToSend => ({ body: anEcom360Body(changes) });

/** Sends it, and sees that n8n answered so and started nothing. */
async function expectRefusal(workflow: TestWorkflow, sent: ToSend, status: number, body: unknown) {
	const before = await workflow.executions();
	const answer = await workflow.deliver(sent);
	expect({ status: answer.status, body: answer.body }).toEqual({ status, body });
	await n8n.settle();
	expect(await workflow.executions()).toEqual(before);
}

describe('a refused delivery starts nothing:', () => {
	let workflow: TestWorkflow;
	beforeAll(async () => {
		workflow = await n8n.triggerWith();
	});

	it.each<[string, number, object, ToSend]>([
		[
			'no signature header',
			401,
			rejected('signature_missing'),
			{ headers: { 'x-webhook-signature': undefined } },
		],
		[
			'a blank signature header',
			401,
			rejected('signature_missing'),
			{ headers: { 'x-webhook-signature': ' ' } },
		],
		[
			'an unreadable signature header',
			401,
			rejected('signature_malformed'),
			{ headers: { 'x-webhook-signature': 'sha256=zzz' } },
		],
		['a signature by another key', 401, rejected('signature_mismatch'), { forged: true }],
		[
			'an OCC signature by another key',
			401,
			rejected('signature_mismatch'),
			{ shape: 'occ', forged: true },
		],
		['a genuine list', 400, rejected('body_not_json'), { body: '[]' }],
		['a genuine string', 400, rejected('body_not_json'), { body: '"checkout"' }],
		[
			'genuine text that is no JSON',
			400,
			rejected('body_not_json'),
			{ body: 'checkout', headers: { 'content-type': 'text/plain' } },
		],
		[
			'a genuine event without a checkout',
			422,
			rejected('payload_unrecognized', [
				'data.cart_id',
				'data.cart_token',
				'data.abandoned_checkout_url',
				'data.line_items',
			]),
			{ body: { event: 'ABANDONED_CHECKOUT', data: { email: 'asha@example.com' } } },
		],
		[
			'a genuine event whose data is no object',
			422,
			rejected('payload_unrecognized', ['data']),
			{ body: { event: 'ABANDONED_CHECKOUT', data: 7 } },
		],
		[
			'a genuine flat body without a checkout',
			422,
			rejected('payload_unrecognized', [
				'cartId',
				'cartToken',
				'abandonedCheckoutUrl',
				'lineItems',
			]),
			{ shape: 'occ', body: { email: 'asha@example.com' } },
		],
	])('%s', async (_, status, body, sent) => {
		await expectRefusal(workflow, sent, status, body);
	});

	it("JSON that cannot be parsed, by n8n's own answer", async () => {
		const body = expect.objectContaining({ code: 422, message: 'Failed to parse request body' });
		await expectRefusal(workflow, { body: '{"event":' }, 422, body);
	});
});

describe('a timestamp outside the tolerance', () => {
	let workflow: TestWorkflow;
	beforeAll(async () => {
		workflow = await n8n.triggerWith({ options: { timestampTolerance: 5 } });
	});

	it.each([
		['too old', -6],
		['too far ahead', 6],
	])('starts nothing: %s', async (_, minutes) => {
		const sent: ToSend = { shape: 'occ', now: minutesFromNow(minutes) };
		await expectRefusal(workflow, sent, 401, rejected('timestamp_out_of_tolerance'));
	});

	it('is not what a fresh one is', async () => {
		expect(await workflow.deliver({ shape: 'occ', now: minutesFromNow(-4) })).toMatchObject({
			status: 200,
			body: { status: 'accepted' },
		});
	});
});

describe('without a usable key', () => {
	const key = 'not written in hex';

	it.each([
		[
			'one that is not written as its encoding says',
			{ webhookKey: key, webhookKeyEncoding: 'hex' },
		],
		['a blank one', { webhookKey: ' ' }],
	])('nothing is accepted: %s', async (_, data) => {
		const credential = await n8n.createCredential(data);
		const workflow = await n8n.triggerWith({}, { ...credential, key });
		await expectRefusal(workflow, {}, 500, rejected('webhook_key_missing'));
	});

	it('nothing is accepted: the credential was deleted', async () => {
		const credential = await n8n.createCredential();
		const workflow = await n8n.triggerWith({}, credential);
		await n8n.deleteCredential(credential);
		await expectRefusal(workflow, {}, 500, rejected('webhook_key_missing'));
		expect(n8n.log).toContain('Ecom360 credential cannot be read');
	});

	it('a request without a signature is refused all the same', async () => {
		const credential = await n8n.createCredential({ webhookKey: ' ' });
		const workflow = await n8n.triggerWith({}, { ...credential, key });
		const sent = { headers: { 'x-webhook-signature': undefined } };
		await expectRefusal(workflow, sent, 401, rejected('signature_missing'));
	});
});

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
		await expectRefusal(selective, all, 200, body);
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
		await expectRefusal(selective, sent, 200, body);
	});

	it('a duplicate', async () => {
		const delivery = { built: selective.signed({ ...inBody(wanted), headers }) };
		expect((await selective.deliver(delivery)).body).toEqual({ status: 'accepted', id });
		await selective.runs(1);
		const body = { status: 'ignored', reason: 'duplicate', id };
		await expectRefusal(selective, delivery, 200, body);
	});
});
