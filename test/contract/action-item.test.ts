import { createHash, createHmac } from 'node:crypto';
import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from '@jest/globals';

import { failedAction, NodeOperationError, runAction, withRawBody } from './action.mts';
import { useActionReceiver } from './action-receiver.mts';
import { occSample, paymentSample } from '../support/fixtures.mts';
import { loadPackage, nodeOf } from '../support/installed.mts';
import { ID, NOW, receivedItem, signed } from '../support/receiving.mts';
import type { Recorded } from '../support/stub.mts';

const PROVIDER_KEY = 'whk_of_the_provider';

const receiver = useActionReceiver();

const fromItem = (more: object = {}) => ({
	operation: 'sendFromItem',
	url: receiver.stub.url,
	...more,
});

async function forwarded(item: INodeExecutionData, parameters: object = {}): Promise<Recorded> {
	const credential = { webhookKey: PROVIDER_KEY };
	await runAction({ parameters: fromItem(parameters), items: [item], credential });
	expect(receiver.stub.requests).toHaveLength(1);
	return receiver.stub.requests[0]!;
}

/** The trigger's item of a delivery, as the action node finds it. */
async function anItem(sent: Parameters<typeof receivedItem>[0] = {}): Promise<IDataObject> {
	const item = await receivedItem({ parameters: { options: { includePayload: true } }, ...sent });
	return JSON.parse(JSON.stringify(item)) as IDataObject;
}

function hmac(body: Buffer, encoding: 'hex' | 'base64', prefix = ''): string {
	return createHmac('sha256', PROVIDER_KEY).update(prefix).update(body).digest(encoding);
}

describe('Forward', () => {
	it('signs the very bytes that arrived with its own key, under the same id', async () => {
		const { body } = signed();
		const request = await forwarded(withRawBody(await anItem(), body));
		expect(request.body.equals(body)).toBe(true);
		expect(request.headers).toMatchObject({
			'x-request-id': ID,
			'x-webhook-topic': 'abandonedCheckout',
			'x-webhook-version': 'v1',
			'x-store-url': 'shop.example',
			'x-webhook-signature': hmac(body, 'hex'),
		});
	});

	const occ = { vendor: 'occ', body: occSample, encoding: 'hex' } as const;
	const timedBase64 = { signatureScheme: 'timestampBody', signatureEncoding: 'base64' };
	it.each([
		['as the event was signed', occ, {}, occSample, 'hex'],
		['as told rather than so', {}, timedBase64, signed().body, 'base64'],
	] as const)('signs %s, with a timestamp of now', async (_, sent, options, body, encoding) => {
		const request = await forwarded(withRawBody(await anItem(sent), body), { options });
		const timestamp = request.headers['x-webhook-timestamp'] ?? '';
		expect(Number(timestamp)).toBeGreaterThan(NOW);
		expect(request.body.equals(body)).toBe(true);
		expect(request.headers['x-webhook-signature']).toBe(hmac(body, encoding, timestamp));
	});

	it('sends the payload where there is no raw body', async () => {
		const json = await anItem();
		const request = await forwarded({ json }, { source: 'payload' });
		expect(request.body.toString()).toBe(JSON.stringify(json['payload']));
		expect(request.headers['x-webhook-signature']).toBe(hmac(request.body, 'hex'));
	});

	it('says what a payload that is written anew can have lost, and nothing of the very bytes', async () => {
		const payload = { cartId: 2 ** 60, totalPrice: 10 };
		const items = [withRawBody({ payload }, Buffer.from('{"cartId":12345678901234567890}'))];
		const changed = async (source: string) => {
			const [item] = await runAction({ parameters: fromItem({ source }), items });
			return item?.json['changed'];
		};
		expect(await changed('payload')).toMatch(/lost digits before they came here: cartId\.$/);
		expect(await changed('rawBody')).toBeNull();
	});

	it('reads the raw body from the field that is named, and names the event by it', async () => {
		const { binary } = withRawBody({}, paymentSample);
		const item = { json: {}, binary: { original: binary!['data']! } };
		const { headers, body } = await forwarded(item, { binaryPropertyName: 'original' });
		expect(body.equals(paymentSample)).toBe(true);
		expect(headers).toMatchObject({
			'x-webhook-version': '2025-01-01',
			'x-idempotency-key': createHash('sha256').update(paymentSample).digest('hex'),
		});
	});
});

describe('Forward refuses', () => {
	it.each<[string, object, INodeExecutionData, RegExp]>([
		['no raw body', {}, { json: {} }, /^The item has no original request in 'data'$/],
		['no payload', { source: 'payload' }, { json: {} }, /^The item has no 'payload'$/],
		['a payload of text', { source: 'payload' }, { json: { payload: 'x' } }, /no 'payload'/],
		['a picture', {}, withRawBody({}, Buffer.from([0xff, 0xd8])), /^The item holds no event/],
	])('%s', async (_, parameters, item, message) => {
		const error = await failedAction({ parameters: fromItem(parameters), items: [item] });
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/'Send'/);
		expect(receiver.stub.requests).toEqual([]);
	});
});

it('takes every choice that the panel offers', async () => {
	const { properties } = nodeOf(await loadPackage(), 'ecom360').description;
	const entries = properties.filter(({ name }) => name !== 'resource');
	const within = entries.find(({ name }) => name === 'options')?.options as INodeProperties[];
	const choices = [...entries, ...within].flatMap(({ name, options = [] }) =>
		options.flatMap((option) => ('value' in option ? [{ [name]: option.value }] : [])),
	);
	expect(choices.length).toBeGreaterThan(20);
	for (const choice of choices) {
		const items = [withRawBody({ payload: {} }, occSample)];
		const json = '{"cartId":1}';
		const parameters = receiver.aTest({ json, ...choice, options: choice });
		const [item] = await runAction({ parameters, items });
		expect(item?.json).toMatchObject({ status: 200 });
	}
});

// What expressions can give; the panel itself offers none of it.
describe('a value that a parameter does not know', () => {
	it.each([
		[{ operation: 'destroy' }, "'Operation' has no choice 'destroy'", /Forward, Send Test/],
		[{ format: 'shopify' }, "'Event Format' has no choice 'shopify'", /Cashfree OCC, Ecom360/],
		[
			{ event: 'payment', paymentEvent: {} },
			"'Payment Result' has no choice '{}'",
			/Dropped, Failed, P/,
		],
		[{ items: { item: [{ title: 'a', price: 'ten' }] } }, "'Price' is not an amount", /'Price'/],
		[{ additionalFields: { total: -1 } }, "'Total' is not an amount", /'Total'/],
		[{ shopperName: ['Asha'] }, "'Shopper Name' is not text", /'Shopper Name'/],
		[
			{ options: { signatureEncoding: '<a>' } },
			"'Signature Encoding' has no choice '&lt;a&gt;'",
			/Hex/,
		],
		[{ options: { signatureAlgorithm: 7 } }, "'Signature Algorithm' has no choice '7'", /SHA-256/],
		[{ options: { timeout: 'soon' } }, "'Timeout' is not an amount", /'Timeout'/],
	])('is named: %j', async (parameters, message, description) => {
		const error = await failedAction({ parameters: receiver.aTest(parameters) });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(message);
		expect(error.description).toMatch(description);
		expect(error.context).toMatchObject({ itemIndex: 0 });
		expect(receiver.stub.requests).toEqual([]);
	});
});
