import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { failedAction, runAction } from './action.mts';
import { useActionReceiver } from './action-receiver.mts';
import { KEY } from '../support/receiving.mts';
import { jsonOf, type StubAnswer } from '../support/stub.mts';

const receiver = useActionReceiver();

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

	it('signs as its options say', async () => {
		await checked({ options: { signatureScheme: 'rawBody', signatureEncoding: 'hex' } });
		const { headers, body } = receiver.stub.requests[0]!;
		const signature = createHmac('sha256', KEY).update(body).digest('hex');
		expect(headers['x-webhook-signature']).toBe(signature);
	});

	// What is said of other answers is tabled in test/unit/actions/event/verdict.test.ts.
	const page = '<!DOCTYPE html><title>Sign in</title>';
	it.each<[StubAnswer, boolean, RegExp, RegExp | null]>([
		[{ body: { status: 'accepted' } }, true, /are right\. The workflow started\.$/, null],
		[
			{ status: 202, body: 'EVENT_RECEIVED' },
			true,
			/status 202\. It is not an Ecom360 Trigger/,
			null,
		],
		[{ body: page }, false, /^A web page answered, not the trigger\.$/, /without a login/],
		[{ status: 404 }, false, /^No published workflow has this URL\.$/, /Publish the workflow/],
	])('is an item, and no failure, for %j', async (answer, ok, result, advice) => {
		receiver.stub.respond = () => answer;
		expect(await checked()).toMatchObject({
			...{ ok, status: answer.status ?? 200, result: expect.stringMatching(result) },
			advice: advice && expect.stringMatching(advice),
		});
	});

	it.each([
		['nobody listens', 'http://127.0.0.1:1/', /refused the connection/],
		['there is no such host', 'http://nowhere.invalid/', /no host named nowhere\.invalid/],
	])('is an item where %s', async (_, url, result) => {
		expect(await checked({ url })).toMatchObject({
			...{ ok: false, status: null, latencyMs: null },
			result: expect.stringMatching(result),
			advice: expect.stringMatching(/\w/),
		});
	});

	it('fails without a key, since nothing can be signed', async () => {
		const parameters = { operation: 'check', url: receiver.stub.url };
		const error = await failedAction({ parameters, credential: { webhookKey: '' } });
		expect(error.message).toBe('The credential holds no webhook key to sign with');
	});
});
