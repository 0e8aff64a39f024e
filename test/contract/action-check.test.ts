import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { failedAction, runAction } from './action.mts';
import { useActionReceiver } from './action-receiver.mts';
import { withDrippingServer } from './odd-server.mts';
import { KEY } from '../support/receiving.mts';
import { jsonOf } from '../support/stub.mts';

const receiver = useActionReceiver();

/** The item of one check. */
async function checked(more: object = {}) {
	const parameters = { operation: 'check', url: `${receiver.stub.url}/webhook/1/webhook`, ...more };
	const [item] = await runAction({ parameters });
	return item?.json ?? {};
}

describe('Check Connection', () => {
	it("sends the test event of Cashfree's dashboard, signed as Cashfree signs", async () => {
		receiver.stub.respond = () => ({ body: { status: 'ignored', reason: 'topic', id: 'd1' } });
		await checked();
		const [request] = receiver.stub.requests;
		const { headers, body } = request!;
		expect(jsonOf(request!)).toEqual({
			data: { test_object: { test_key: 'test_value' } },
			type: 'WEBHOOK',
			event_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		});
		const timestamp = headers['x-webhook-timestamp'] ?? '';
		const digest = createHmac('sha256', KEY).update(timestamp).update(body).digest('base64');
		expect(headers).toMatchObject({
			'x-webhook-version': '2025-01-01',
			'x-webhook-attempt': '1',
			'x-idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
			'x-webhook-signature': digest,
		});
	});

	it('says that address and key are right', async () => {
		receiver.stub.respond = () => ({ body: { status: 'ignored', reason: 'topic', id: 'd1' } });
		const item = await checked();
		expect(item).toEqual({
			ok: true,
			status: 200,
			latencyMs: expect.any(Number),
			result: 'The address and the key are right: the trigger is ready for events.',
			advice: null,
			sent: {
				id: receiver.stub.requests[0]?.headers['x-idempotency-key'],
				vendor: 'payments',
				bytes: receiver.stub.requests[0]?.body.length,
				signatureScheme: 'timestampBody',
				signatureEncoding: 'base64',
			},
		});
		expect(item['latencyMs']).toBeGreaterThanOrEqual(0);
	});

	it('signs as its options say', async () => {
		await checked({ options: { signatureScheme: 'rawBody', signatureEncoding: 'hex' } });
		const { headers, body } = receiver.stub.requests[0]!;
		expect(headers['x-webhook-signature']).toBe(
			createHmac('sha256', KEY).update(body).digest('hex'),
		);
	});

	it('says what it cannot know of a receiver that is no trigger of ours', async () => {
		receiver.stub.respond = () => ({ status: 202, body: 'EVENT_RECEIVED' });
		expect(await checked()).toMatchObject({
			ok: true,
			status: 202,
			result: expect.stringContaining('no Ecom360 Trigger'),
		});
	});

	it.each([
		[
			'an unpublished workflow',
			{ status: 404, body: {} },
			'No published workflow has this URL.',
			/Publish the workflow/,
		],
		[
			'another key',
			{ status: 401, body: { status: 'rejected', reason: 'signature_mismatch' } },
			'Refused: the trigger checked the signature with another webhook key.',
			/'Credential'/,
		],
		[
			'an n8n that restarts',
			{ status: 503, body: 'n8n is starting up' },
			'The URL answered with status 503.',
			/in a minute.* n8n is starting up/,
		],
		[
			'a redirect',
			{ status: 302, headers: { location: 'https://a.example/<i>' } },
			'The URL redirects to another address, and a signed event is never passed on.',
			/https:\/\/a\.example\/&lt;i&gt;/,
		],
		[
			'a login page',
			{ status: 200, body: '<!DOCTYPE html><title>Sign in</title>' },
			'A web page answered, not the trigger.',
			/without a login/,
		],
		[
			'a page that forbids',
			{ status: 403, body: '\n<html><body>Forbidden</body></html>' },
			'A web page answered with status 403, not the receiver.',
			/without a login/,
		],
	])('is an item with advice, and no failure, for %s', async (_, answer, result, advice) => {
		receiver.stub.respond = () => answer;
		expect(await checked()).toMatchObject({
			ok: false,
			status: answer.status,
			result,
			advice: expect.stringMatching(advice),
		});
	});

	it('knows a test URL whose trigger does not listen', async () => {
		receiver.stub.respond = () => ({ status: 404 });
		expect(await checked({ url: `${receiver.stub.url}/webhook-test/1/webhook` })).toMatchObject({
			ok: false,
			result: expect.stringMatching(/^The trigger is not listening: click Execute step in it/),
		});
	});

	it.each([
		['nobody listens', 'http://127.0.0.1:1/', /refused the connection/],
		['there is no such host', 'http://nowhere.invalid/', /no host named nowhere\.invalid/],
	])('is an item where %s', async (_, url, result) => {
		expect(await checked({ url })).toMatchObject({
			ok: false,
			status: null,
			latencyMs: null,
			result: expect.stringMatching(result),
			advice: expect.stringMatching(/\w/),
		});
	});

	it('is an item where the answer does not end', async () => {
		const item = await withDrippingServer(
			async (url) => await checked({ url, options: { timeout: 0.3 } }),
		);
		expect(item).toMatchObject({
			ok: false,
			status: null,
			result: expect.stringMatching(/in time/),
		});
	});

	it('fails without a key, since nothing can be signed', async () => {
		const parameters = { operation: 'check', url: receiver.stub.url };
		const error = await failedAction({ parameters, credential: { webhookKey: '' } });
		expect(error.message).toBe('The credential holds no webhook key to sign with');
	});
});
