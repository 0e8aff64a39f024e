import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

import { runAction } from './action.mts';
import { useActionReceiver } from './action-receiver.mts';
import { withEndlessServer } from './odd-server.mts';
import { KEY } from '../support/receiving.mts';
import { jsonOf, type Recorded } from '../support/stub.mts';

const receiver = useActionReceiver();
const { aTest } = receiver;

async function sentBy(parameters: object): Promise<Recorded> {
	await runAction({ parameters: aTest(parameters) });
	expect(receiver.stub.requests).toHaveLength(1);
	return receiver.stub.requests[0]!;
}

function hmac(body: Buffer, encoding: 'hex' | 'base64', prefix = '', algorithm = 'sha256'): string {
	return createHmac(algorithm, KEY).update(prefix).update(body).digest(encoding);
}

/** Cashfree OCC and Cashfree Payments send the same headers, signed with the timestamp. */
function expectCashfreeHeaders({ headers, body }: Recorded): { timestamp: string; body: Buffer } {
	const timestamp = headers['x-webhook-timestamp'] ?? '';
	expect(headers).toMatchObject({
		'x-idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
		'x-webhook-attempt': '1',
		'x-webhook-version': '2025-01-01',
		'x-webhook-signature': hmac(body, 'base64', timestamp),
	});
	expect(headers).not.toHaveProperty('x-webhook-topic');
	return { timestamp, body };
}

describe('Send Test', () => {
	it('posts an Ecom360 event with all documented headers, signed', async () => {
		const { method, url, headers, body } = await sentBy({});
		expect({ method, url }).toEqual({ method: 'POST', url: `${receiver.stub.url}/webhook` });
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'user-agent': 'Ecom360-v1',
			'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
			'x-store-url': 'my-store.myshopify.com',
			'x-webhook-topic': 'abandonedCheckout',
			'x-webhook-version': 'v1',
			'x-webhook-signature': hmac(body, 'hex'),
		});
		expect(headers).not.toHaveProperty('x-webhook-timestamp');
	});

	it('posts an OCC event with its headers, signed with the timestamp', async () => {
		const { timestamp } = expectCashfreeHeaders(await sentBy({ format: 'occ' }));
		expect(Math.abs(Date.now() - Number(timestamp))).toBeLessThan(60_000);
	});

	it('returns status and body of the answer, paired with its item', async () => {
		const [first, second] = await runAction({
			parameters: aTest(),
			items: [{ json: {} }, { json: {} }],
		});
		expect(first).toEqual({
			json: {
				status: 200,
				result: 'Accepted: the workflow started.',
				body: { status: 'accepted', id: 'd1' },
				sent: {
					id: receiver.stub.requests[0]?.headers['x-request-id'],
					vendor: 'ecom360',
					bytes: receiver.stub.requests[0]?.body.length,
					signatureScheme: 'rawBody',
					signatureEncoding: 'hex',
				},
			},
			pairedItem: { item: 0 },
		});
		expect(second?.pairedItem).toEqual({ item: 1 });
	});

	it('makes another cart each time, so that none is a duplicate', async () => {
		await runAction({ parameters: aTest(), items: [{ json: {} }, { json: {} }] });
		const bodies = receiver.stub.requests.map((request) => jsonOf(request)) as Array<{
			data: Record<string, unknown>;
		}>;
		expect(bodies[0]?.data['cart_id']).not.toBe(bodies[1]?.data['cart_id']);
		expect(bodies[0]?.data['cart_token']).not.toBe(bodies[1]?.data['cart_token']);
	});

	it('sends JSON as written, byte for byte, in the format that it has', async () => {
		const json = '{ "cartId":  75355, "totalPrice": 1800.0, "note": "₹ \\u20b9" }';
		const { headers, body } = await sentBy({ specifyCheckout: 'json', json });
		expect(body.toString()).toBe(json);
		expect(headers).toHaveProperty('x-idempotency-key');
	});

	it('writes an object that an expression gives', async () => {
		const json = { event: 'ABANDONED_CHECKOUT', data: { cart_id: '1', store_url: 'a.example' } };
		const { headers, body } = await sentBy({ specifyCheckout: 'json', json });
		expect(body.toString()).toBe(JSON.stringify(json));
		expect(headers['x-store-url']).toBe('a.example');
	});

	it.each([
		['timestampBody', 'hex', 'sha256', ''],
		['timestampDotBody', 'base64', 'sha512', '.'],
	] as const)('signs as told: %s, %s, %s', async (scheme, encoding, algorithm, dot) => {
		const options = {
			signatureScheme: scheme,
			signatureEncoding: encoding,
			signatureAlgorithm: algorithm,
			signatureHeader: 'X-My-Signature',
		};
		const { headers, body } = await sentBy({ options });
		const prefix = `${headers['x-webhook-timestamp']}${dot}`;
		expect(headers['x-my-signature']).toBe(hmac(body, encoding, prefix, algorithm));
		expect(headers).not.toHaveProperty('x-webhook-signature');
	});

	it('signs what is written out, with the address that is called', async () => {
		const options = {
			signatureScheme: 'custom',
			signedContent: ' {timestamp}:{topic}:{url}:{body} ',
			signatureEncoding: 'hex',
		};
		const { headers, body } = await sentBy({ options });
		const prefix = `${headers['x-webhook-timestamp']}:abandonedCheckout:${receiver.stub.url}/webhook:`;
		expect(headers['x-webhook-signature']).toBe(hmac(body, 'hex', prefix));
	});

	it('signs as Standard Webhooks says, in the eyes of its own library', async () => {
		const webhookKey = `whsec_${Buffer.from('a key of thirty-two bytes, this.').toString('base64')}`;
		const parameters = aTest({ options: { signatureScheme: 'standardWebhooks' } });
		const [item] = await runAction({ parameters, credential: { webhookKey } });
		const { headers, body } = receiver.stub.requests[0]!;
		expect(new Webhook(webhookKey).verify(body, headers)).toEqual(JSON.parse(body.toString()));
		expect(headers).not.toHaveProperty('x-webhook-signature');
		expect(item?.json).toMatchObject({
			sent: {
				id: headers['webhook-id'],
				signatureScheme: 'standardWebhooks',
				signatureEncoding: 'base64',
			},
		});
	});

	it('takes the answer as it is, whatever it claims to be', async () => {
		receiver.stub.respond = () => ({ body: 'EVENT_RECEIVED' });
		const [item] = await runAction({ parameters: aTest() });
		expect(item?.json).toMatchObject({ status: 200, body: 'EVENT_RECEIVED' });
	});

	it('reads no more than the first megabyte of an answer', async () => {
		const [item] = await withEndlessServer(
			async (url) => await runAction({ parameters: aTest({ url }) }),
		);
		expect(item?.json).toMatchObject({ status: 200, result: 'Accepted with status 200.' });
		expect(String(item?.json['body'])).toHaveLength(1024 * 1024);
	});

	it('never sends a total of 0 that nobody entered', async () => {
		const { body } = await sentBy({ additionalFields: { total: '', discount: '' } });
		expect(JSON.parse(body.toString())).toMatchObject({
			data: { total_price: 2067.3, total_discount: 229.7 },
		});
	});

	it('sends a total of 0 that somebody entered', async () => {
		const { body } = await sentBy({ additionalFields: { total: 0 } });
		expect(JSON.parse(body.toString())).toMatchObject({ data: { total_price: 0 } });
	});

	it('posts a payment with its headers, signed as Cashfree Payments signs', async () => {
		const sent = await sentBy({ event: 'payment', paymentEvent: 'paymentFailed' });
		const { body } = expectCashfreeHeaders(sent);
		expect(JSON.parse(body.toString())).toMatchObject({
			type: 'PAYMENT_FAILED_WEBHOOK',
			data: { customer_details: { customer_phone: '+91 99999 99999' } },
		});
	});

	it.each([
		[{ status: 'accepted', id: 'd1' }, 'Accepted: the workflow started.'],
		[
			{ status: 'ignored', reason: 'filter', filter: 'countries' },
			'Ignored: your filter Countries leaves it out. No workflow started.',
		],
		[
			{ status: 'ignored', reason: 'filter', filter: 'minimumTotal' },
			'Ignored: your filter Minimum Total leaves it out. No workflow started.',
		],
		[
			{ status: 'ignored', reason: 'filter' },
			'Ignored: a filter of the trigger leaves it out. No workflow started.',
		],
		[
			{ status: 'ignored', reason: 'duplicate' },
			'Ignored: the trigger has seen this event before. No workflow started.',
		],
		[
			{ status: 'ignored', reason: 'topic' },
			"Ignored: the trigger's 'Trigger On' leaves it out. No workflow started.",
		],
		[{ success: true }, 'Accepted with status 200.'],
	])('says in a sentence what became of it: %j', async (body, result) => {
		receiver.stub.respond = () => ({ body });
		const [item] = await runAction({ parameters: aTest() });
		expect(item?.json).toMatchObject({ result, body });
	});
});
