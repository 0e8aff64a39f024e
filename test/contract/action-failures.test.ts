import { describe, expect, it } from '@jest/globals';

import { failedAction, NodeApiError, NodeOperationError, runAction } from './action.mts';
import { useActionReceiver } from './action-receiver.mts';
import { withBreakingServer, withDrippingServer } from './odd-server.mts';
import { KEY } from '../support/receiving.mts';

const receiver = useActionReceiver();
const { aTest } = receiver;

describe('refuses to send', () => {
	it.each([
		['no address', { url: '' }, /^'URL' is not a web address$/],
		['a file', { url: 'file:///etc/passwd' }, /'URL'/],
		['another protocol', { url: 'ftp://127.0.0.1/x' }, /'URL'/],
		['half an address', { url: 'https://[' }, /'URL'/],
		['JSON that is none', { specifyCheckout: 'json', json: '{' }, /^'JSON' does not hold/],
		['a list', { specifyCheckout: 'json', json: '[]' }, /^'JSON' does not hold/],
		['a header that is none', { options: { signatureHeader: 'a b' } }, /^'Signature Header'/],
		[
			'signed content without a body',
			{ options: { signatureScheme: 'custom', signedContent: '{timestamp}' } },
			/^'Signed Content' cannot be signed$/,
		],
		[
			'signed content that the event lacks',
			{ format: 'occ', options: { signatureScheme: 'custom', signedContent: '{topic}{body}' } },
			/^'Signed Content' names what this event does not have$/,
		],
		['a header of two lines', { options: { signatureHeader: 'a\r\nb' } }, /^'Signature Header'/],
	])('%s', async (_, parameters, message) => {
		const error = await failedAction({ parameters: aTest(parameters) });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/\w/);
		expect(error.context).toMatchObject({ itemIndex: 0 });
		expect(receiver.stub.requests).toEqual([]);
	});

	it.each([
		['no key', { webhookKey: ' ' }],
		['only a previous key', { webhookKey: '', previousWebhookKey: 'old' }],
		['a garbled key', { webhookKey: 'nothex', webhookKeyEncoding: 'Hex' }],
		['a key of zeros', { webhookKey: 'AA==', webhookKeyEncoding: 'base64' }],
		['an encoding that does not exist', { webhookKey: 'whk', webhookKeyEncoding: 'utf8' }],
	])('with %s', async (_, credential) => {
		const error = await failedAction({ parameters: aTest(), credential });
		expect(error.message).toBe('The credential holds no webhook key to sign with');
		expect(receiver.stub.requests).toEqual([]);
	});

	it('with a credential that cannot be read', async () => {
		const credential = new Error('Credentials could not be decrypted');
		const error = await failedAction({ parameters: aTest(), credential });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('Credentials could not be decrypted');
	});
});

describe('an answer that is no success', () => {
	it.each([400, 401, 404, 500])('is an error with its status: %d', async (status) => {
		receiver.stub.respond = () => ({ status, body: { message: 'not today' } });
		const error = await failedAction({ parameters: aTest({ url: receiver.stub.url }) });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toContain(`status ${status}`);
		expect(error.httpCode).toBe(String(status));
		expect(error.description).toMatch(/\w/);
		expect(error.context).toMatchObject({ itemIndex: 0 });
	});

	it.each([
		['no signature', 401, 'signature_missing', /found no signature/, /'Signature Header'/],
		['another encoding', 401, 'signature_malformed', /cannot read/, /'Signature Encoding'/],
		['another key', 401, 'signature_mismatch', /another webhook key/, /'Credential'/],
		['another clock', 401, 'timestamp_out_of_tolerance', /too old or too new/, /clocks/],
		['no key', 500, 'webhook_key_missing', /holds no webhook key/, /credential/],
		['no signed content', 500, 'signature_scheme_invalid', /'Signed Content'/, /Correct/],
		['no object', 400, 'body_not_json', /the key is right/, /as Cashfree sends it/],
		['no checkout', 422, 'payload_unrecognized', /no checkout or payment/, /as Cashfree/],
		['a mistake of its own', 500, 'unexpected', /could not deal with the event/, /log/],
	])('says why the trigger refuses: %s', async (_, status, reason, message, advice) => {
		receiver.stub.respond = () => ({ status, body: { status: 'rejected', reason } });
		const error = await failedAction({ parameters: aTest() });
		expect(error.message).toMatch(message);
		expect(error.message).not.toMatch(/\.$/);
		expect(error.description).toMatch(advice);
		expect(error.httpCode).toBe(String(status));
	});

	it.each(['constructor', '__proto__', 'new_reason'])(
		'quotes a reason that is not known: %s',
		async (reason) => {
			receiver.stub.respond = () => ({ status: 401, body: { status: 'rejected', reason } });
			const error = await failedAction({ parameters: aTest() });
			expect(error.message).toBe('The URL answered with status 401');
			expect(error.description).toContain(reason);
		},
	);

	it.each([
		[
			'/webhook-test/1/webhook',
			'The trigger is not listening: click Execute step in it, then send again within two minutes; it takes one event for each click',
		],
		['/webhook/1/webhook', 'No published workflow has this URL'],
		['/', 'Nothing has this address: the server answered with status 404'],
	])('says what an address that nobody knows means: %s', async (path, message) => {
		receiver.stub.respond = () => ({ status: 404, body: { code: 404, message: 'not registered' } });
		const error = await failedAction({ parameters: aTest({ url: receiver.stub.url + path }) });
		expect(error.message).toBe(message);
		expect(error.description).toMatch(/'URL'/);
	});

	it('shows nothing of it as HTML', async () => {
		receiver.stub.respond = () => ({ status: 500, body: '<a href="//e.example">Pay</a>' });
		const error = await failedAction({ parameters: aTest() });
		expect(error.description).toContain('&lt;a href=&quot;//e.example&quot;&gt;Pay&lt;/a&gt;');
		expect(JSON.stringify(error)).not.toContain('<a');
	});

	it('quotes no more than the beginning', async () => {
		receiver.stub.respond = () => ({ status: 500, body: 'x'.repeat(10_000) });
		const error = await failedAction({ parameters: aTest() });
		expect(error.description?.length).toBeLessThan(300);
	});

	it.each([301, 302, 307, 308])('is a redirect, which is not followed: %d', async (status) => {
		const location = `http://localhost:${receiver.stub.port}/elsewhere`;
		receiver.stub.respond = () => ({ status, headers: { location } });
		const error = await failedAction({ parameters: aTest() });
		expect(error.httpCode).toBe(String(status));
		expect(error.description).toContain(location);
		expect(receiver.stub.requests.map(({ url }) => url)).toEqual([`${receiver.stub.url}/webhook`]);
	});

	it('is none at all within the timeout', async () => {
		receiver.stub.respond = async () => await new Promise(() => undefined);
		const error = await failedAction({ parameters: aTest({ options: { timeout: 0.2 } }) });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toMatch(/did not answer in time/);
		expect(error.description).toMatch(/'Timeout'/);
	});

	it('is none where the server takes for ever over it', async () => {
		const error = await withDrippingServer(
			async (url) => await failedAction({ parameters: aTest({ url, options: { timeout: 0.3 } }) }),
		);
		expect(error.message).toMatch(/did not answer in time/);
	});

	it('is none where the server hangs up in the middle of it', async () => {
		const error = await withBreakingServer(
			async (url) => await failedAction({ parameters: aTest({ url }) }),
		);
		expect(error.message).toMatch(/^No answer: the connection to 127\.0\.0\.1:\d+ ended$/);
	});

	it('is none where nobody listens', async () => {
		const error = await failedAction({ parameters: aTest({ url: 'http://127.0.0.1:1/x' }) });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toMatch(/refused/);
	});

	it('keeps signature, key and body out of what n8n stores', async () => {
		const json = { payload: { cartId: '1', email: 'asha@example.com' } };
		const parameters = { operation: 'sendFromItem', source: 'payload' };
		const refused = await failedAction({
			parameters: { ...parameters, url: 'http://127.0.0.1:1/' },
			items: [{ json }],
		});
		receiver.stub.respond = () => ({ status: 401, body: { reason: 'signature_mismatch' } });
		const rejected = await failedAction({
			parameters: { ...parameters, url: receiver.stub.url },
			items: [{ json }],
		});
		const signature = receiver.stub.requests[0]?.headers['x-webhook-signature'] ?? '';
		expect(signature).toMatch(/./);
		for (const error of [refused, rejected]) {
			const stored = JSON.stringify({ ...error, cause: error.cause });
			for (const secret of [KEY, signature, 'asha@example.com'])
				expect(stored).not.toContain(secret);
		}
	});
});

describe('Continue On Fail', () => {
	it('puts out what went wrong with an item, and sends the others', async () => {
		receiver.stub.respond = (_, number) => (number === 2 ? { status: 503 } : {});
		const results = await runAction({
			parameters: aTest(),
			items: [{ json: {} }, { json: {} }, { json: {} }],
			onError: 'continueRegularOutput',
		});
		expect(results.map(({ json, pairedItem }) => ({ json, pairedItem }))).toMatchObject([
			{ json: { status: 200 }, pairedItem: { item: 0 } },
			{ json: { error: 'The URL answered with status 503' }, pairedItem: { item: 1 } },
			{ json: { status: 200 }, pairedItem: { item: 2 } },
		]);
		expect(results[1]?.error).toMatchObject({ httpCode: '503' });
	});
});

/** Answers that JSON allows and that no code should stumble over. */
const ODD: ReadonlyArray<readonly [string, string]> = [
	['a status that is no text', '{"status":{"toString":0}}'],
	['a reason that is no text', '{"status":"ignored","reason":{"toString":0,"valueOf":1}}'],
	['a filter that is no text', '{"status":"ignored","reason":"filter","filter":{"toString":0}}'],
	['a reason of Object', '{"status":"rejected","reason":"__proto__"}'],
	['keys of Object', '{"__proto__":{"status":"ignored"},"toJSON":1,"constructor":0}'],
	['20,000 lists', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
	['20,000 objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
	['nothing', ''],
];

describe('an odd answer', () => {
	const forwarded = { event: 'E', payload: { cart_id: 1 } };

	it.each(ODD)('is a verdict all the same: %s', async (_, body) => {
		receiver.stub.respond = () => ({ body });
		const url = receiver.stub.url;
		const items = [{ json: forwarded }];
		const [[check], [sent], [passed]] = [
			await runAction({ parameters: { operation: 'check', url } }),
			await runAction({ parameters: aTest() }),
			await runAction({ parameters: { operation: 'sendFromItem', url, source: 'payload' }, items }),
		];
		expect(check?.json).toMatchObject({ ok: true, status: 200, result: expect.any(String) });
		expect(sent?.json).toMatchObject({ status: 200, result: expect.any(String) });
		expect(passed?.json).toMatchObject({ status: 200, result: expect.any(String) });
		// n8n writes every item as JSON.
		expect(JSON.stringify([check, sent, passed])).toContain('status');
		expect(receiver.stub.requests).toHaveLength(3);
	});

	it.each(ODD)('is an error with its status where it is no success: %s', async (_, body) => {
		receiver.stub.respond = () => ({ status: 500, body });
		const [check] = await runAction({
			parameters: { operation: 'check', url: receiver.stub.url },
		});
		expect(check?.json).toMatchObject({ ok: false, status: 500 });
		expect(await failedAction({ parameters: aTest() })).toBeInstanceOf(NodeApiError);
	});
});

describe('the timeout', () => {
	it.each([1.0005, '1.0005', 0.00001, 1e9])('of %j s is one', async (timeout) => {
		const parameters = { operation: 'check', url: receiver.stub.url, options: { timeout } };
		const [item] = await runAction({ parameters });
		expect(item?.json).toMatchObject({ result: expect.any(String) });
	});
});
