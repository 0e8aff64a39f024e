import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { runAction } from './action.mts';
import { useActionReceiver } from './action-receiver.mts';
import { withEndlessServer } from './odd-server.mts';
import { KEY } from '../support/receiving.mts';
import { jsonOf, type Recorded, type StubAnswer } from '../support/stub.mts';

const receiver = useActionReceiver();
const { aTest } = receiver;

const FAILED = {
	type: 'PAYMENT_FAILED_WEBHOOK',
	data: { customer_details: { customer_phone: '+91 99999 99999' } },
};

async function sentBy(parameters: object): Promise<Recorded> {
	await runAction({ parameters: aTest(parameters) });
	expect(receiver.stub.requests).toHaveLength(1);
	return receiver.stub.requests[0]!;
}

describe('Send Test', () => {
	// Headers and signature of each vendor: test/unit/webhook/sign-event.test.ts.
	it('posts an event with its headers and a signature', async () => {
		const { method, url, headers, body } = await sentBy({});
		expect({ method, url }).toEqual({ method: 'POST', url: `${receiver.stub.url}/webhook` });
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'user-agent': 'Ecom360-v1',
			'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
			'x-store-url': 'my-store.myshopify.com',
			'x-webhook-signature': createHmac('sha256', KEY).update(body).digest('hex'),
		});
		expect(headers).not.toHaveProperty('x-webhook-timestamp');
	});

	it.each([
		['OCC', { format: 'occ' }, { cartId: expect.any(Number) }],
		['a payment', { event: 'payment', paymentEvent: 'paymentFailed' }, FAILED],
	])('posts %s, signed with a timestamp of now', async (_, parameters, event) => {
		const { headers, body } = await sentBy(parameters);
		const timestamp = headers['x-webhook-timestamp'] ?? '';
		expect(Math.abs(Date.now() - Number(timestamp))).toBeLessThan(60_000);
		const digest = createHmac('sha256', KEY).update(timestamp).update(body).digest('base64');
		expect(headers['x-webhook-signature']).toBe(digest);
		expect(JSON.parse(body.toString())).toMatchObject(event);
	});

	it('returns status and body of the answer, paired with its item', async () => {
		const items = [{ json: {} }, { json: {} }];
		const [first, second] = await runAction({ parameters: aTest(), items });
		const [request] = receiver.stub.requests;
		expect(first).toEqual({
			json: {
				status: 200,
				result: 'Accepted: the workflow started.',
				body: { status: 'accepted', id: 'd1' },
				sent: {
					id: request?.headers['x-request-id'],
					vendor: 'ecom360',
					bytes: request?.body.length,
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
		const [one, other] = receiver.stub.requests.map(
			(request) => (jsonOf(request) as { data: Record<string, unknown> }).data,
		);
		expect(one?.['cart_id']).not.toBe(other?.['cart_id']);
		expect(one?.['cart_token']).not.toBe(other?.['cart_token']);
	});

	const written = '{ "cartId":  75355, "totalPrice": 1800.0, "note": "₹ \\u20b9" }';
	const given = { event: 'ABANDONED_CHECKOUT', data: { cart_id: '1', store_url: 'a.example' } };
	it.each([
		['JSON as written, byte for byte', written, written, 'x-idempotency-key'],
		['an object that an expression gives', given, JSON.stringify(given), 'x-store-url'],
	])('sends %s, with the headers of its format', async (_, json, expected, header) => {
		const { headers, body } = await sentBy({ specifyCheckout: 'json', json });
		expect(body.toString()).toBe(expected);
		expect(headers).toHaveProperty(header);
	});

	it('signs as told', async () => {
		const options = {
			signatureScheme: 'custom',
			signedContent: ' {timestamp}:{topic}:{url}:{body} ',
			signatureEncoding: 'base64',
			signatureAlgorithm: 'sha512',
			signatureHeader: 'X-My-Signature',
		};
		const { headers, body } = await sentBy({ options });
		const before = `${headers['x-webhook-timestamp']}:abandonedCheckout:${receiver.stub.url}/webhook:`;
		const digest = createHmac('sha512', KEY).update(before).update(body).digest('base64');
		expect(headers['x-my-signature']).toBe(digest);
		expect(headers).not.toHaveProperty('x-webhook-signature');
	});

	it('reads no more than the first megabyte of an answer', async () => {
		const [item] = await withEndlessServer(
			async (url) => await runAction({ parameters: aTest({ url }) }),
		);
		expect(item?.json).toMatchObject({ status: 200, result: 'Accepted with status 200.' });
		expect(String(item?.json['body'])).toHaveLength(1024 * 1024);
	});

	it.each([
		['never a total of 0 that nobody entered', { total: '', discount: '' }, 2067.3],
		['a total of 0 that somebody entered', { total: 0 }, 0],
	])('sends %s', async (_, additionalFields, total_price) => {
		const { body } = await sentBy({ additionalFields });
		expect(JSON.parse(body.toString())).toMatchObject({ data: { total_price } });
	});
});

/** The item of one check. */
async function checked(more: object = {}) {
	const parameters = { operation: 'check', url: `${receiver.stub.url}/webhook/1/webhook`, ...more };
	const [item] = await runAction({ parameters });
	return item?.json ?? {};
}

describe('Check Connection', () => {
	it("sends the test event of Cashfree's dashboard, and says that address and key are right", async () => {
		receiver.stub.respond = () => ({ body: { status: 'ignored', reason: 'topic', id: 'd1' } });
		const item = await checked();
		const request = receiver.stub.requests[0]!;
		const { headers, body } = request;
		expect(jsonOf(request)).toEqual({
			data: { test_object: { test_key: 'test_value' } },
			type: 'WEBHOOK',
			event_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		});
		const timestamp = headers['x-webhook-timestamp'] ?? '';
		const signature = createHmac('sha256', KEY).update(timestamp).update(body).digest('base64');
		expect(headers['x-webhook-signature']).toBe(signature);
		expect(item).toEqual({
			ok: true,
			status: 200,
			latencyMs: expect.any(Number),
			result: 'The address and the key are right: the trigger is ready for events.',
			advice: null,
			sent: {
				id: headers['x-idempotency-key'],
				vendor: 'payments',
				bytes: body.length,
				signatureScheme: 'timestampBody',
				signatureEncoding: 'base64',
			},
		});
		expect(item['latencyMs']).toBeGreaterThanOrEqual(0);
	});

	// What is said of other answers is tabled in test/unit/actions/event/verdict.test.ts.
	it.each<[StubAnswer, boolean, RegExp, RegExp | null]>([
		[{ body: { status: 'accepted' } }, true, /are right\. The workflow started\.$/, null],
		[
			{ status: 202, body: 'EVENT_RECEIVED' },
			true,
			/status 202\. It is not an Ecom360 Trigger/,
			null,
		],
		[{ body: '<html>' }, false, /^A web page answered, not the trigger\.$/, /without a login/],
		[{ status: 404 }, false, /^No published workflow has this URL\.$/, /Publish the workflow/],
	])('is an item, and no failure, for %j', async (answer, ok, result, advice) => {
		receiver.stub.respond = () => answer;
		expect(await checked()).toMatchObject({
			...{ ok, status: answer.status ?? 200, result: expect.stringMatching(result) },
			advice: advice && expect.stringMatching(advice),
		});
	});

	it('is an item where nobody listens', async () => {
		expect(await checked({ url: 'http://127.0.0.1:1/' })).toMatchObject({
			...{ ok: false, status: null, latencyMs: null },
			result: expect.stringMatching(/refused the connection/),
			advice: expect.stringMatching(/\w/),
		});
	});
});
