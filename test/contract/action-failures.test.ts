import { describe, expect, it } from '@jest/globals';

import { failedAction, NodeApiError, NodeOperationError, runAction } from './action.mts';
import { useActionReceiver } from './action-receiver.mts';
import { withBreakingServer, withDrippingServer } from './odd-server.mts';
import { KEY } from '../support/receiving.mts';

const receiver = useActionReceiver();
const { aTest } = receiver;

describe('refuses to send', () => {
	const custom = (signedContent: string) => ({ signatureScheme: 'custom', signedContent });
	it.each([
		['no address', { url: '' }, /^'URL' is not a web address$/],
		['JSON that is none', { specifyCheckout: 'json', json: '{' }, /^'JSON' does not hold/],
		['a header that is none', { options: { signatureHeader: 'a\r\nb' } }, /^'Signature Header'/],
		[
			'a header of HTTP',
			{ options: { signatureHeader: 'host' } },
			/^'Signature Header' cannot carry/,
		],
		['no body to sign', { options: custom('{timestamp}') }, /^'Signed Content' cannot be signed$/],
		[
			'what OCC lacks',
			{ format: 'occ', options: custom('{topic}{body}') },
			/^'Signed Content' names what/,
		],
	])('%s', async (_, parameters, message) => {
		const error = await failedAction({ parameters: aTest(parameters) });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(/\w/);
		expect(error.context).toMatchObject({ itemIndex: 0 });
		expect(receiver.stub.requests).toEqual([]);
	});

	// What makes a key is tabled in test/unit/webhook/keys.test.ts.
	it.each([
		['no key', { webhookKey: ' ' }],
		['only a previous key', { webhookKey: '', previousWebhookKey: 'old' }],
	])('with %s', async (_, credential) => {
		for (const operation of ['sendTest', 'check']) {
			const error = await failedAction({ parameters: aTest({ operation }), credential });
			expect(error.message).toBe('The credential holds no webhook key to sign with');
		}
		expect(receiver.stub.requests).toEqual([]);
	});

	it('with a credential that cannot be read', async () => {
		const credential = new Error('Credentials could not be decrypted');
		const error = await failedAction({ parameters: aTest(), credential });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('Credentials could not be decrypted');
	});
});

// What is said of which answer is tabled in test/unit/actions/event/verdict.test.ts.
describe('an answer that is no success', () => {
	it('is an error with its status, and what is said of it', async () => {
		receiver.stub.respond = () => ({ status: 404, body: { message: 'not registered' } });
		const error = await failedAction({
			parameters: aTest({ url: `${receiver.stub.url}/webhook/1` }),
		});
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('No published workflow has this URL');
		expect(error.description).toMatch(/'URL'/);
		expect(error.httpCode).toBe('404');
		expect(error.context).toMatchObject({ itemIndex: 0 });
	});

	it.each([301, 308])('is a redirect, which is not followed: %d', async (status) => {
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

	it('is none where the server takes for ever over it, or hangs up in the middle of it', async () => {
		const sendTo = async (url: string) =>
			await failedAction({ parameters: aTest({ url, options: { timeout: 0.3 } }) });
		expect((await withDrippingServer(sendTo)).message).toMatch(/did not answer in time/);
		const { message } = await withBreakingServer(sendTo);
		expect(message).toMatch(/^No answer: the connection to 127\.0\.0\.1:\d+ ended$/);
	});

	it('keeps signature, key and body out of what n8n stores', async () => {
		const parameters = { operation: 'sendFromItem', source: 'payload' };
		const items = [{ json: { payload: { cartId: '1', email: 'asha@example.com' } } }];
		const unheard = { ...parameters, url: 'http://127.0.0.1:1/' };
		const refused = await failedAction({ parameters: unheard, items });
		expect(refused.message).toMatch(/refused/);
		receiver.stub.respond = () => ({ status: 401, body: '<a href="//e.example">asha</a>' });
		const heard = { ...parameters, url: receiver.stub.url };
		const rejected = await failedAction({ parameters: heard, items });
		const signature = receiver.stub.requests[0]?.headers['x-webhook-signature'] ?? '';
		expect(signature).toMatch(/./);
		for (const error of [refused, rejected]) {
			const stored = JSON.stringify({ ...error, cause: error.cause });
			for (const secret of [KEY, signature, 'asha@example.com', '<a'])
				expect(stored).not.toContain(secret);
		}
	});
});

it('Continue On Fail puts out what went wrong with an item, and sends the others', async () => {
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

// What JSON allows, and no code should stumble over.
it.each([
	['a status that is no text', '{"status":{"toString":0}}'],
	['a reason that is no text', '{"status":"ignored","reason":{"toString":0,"valueOf":1}}'],
	['a filter that is no text', '{"status":"ignored","reason":"filter","filter":{"toString":0}}'],
	['a reason of Object', '{"status":"rejected","reason":"__proto__"}'],
	['keys of Object', '{"__proto__":{"status":"ignored"},"toJSON":1,"constructor":0}'],
	['20,000 objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
	['nothing', ''],
])('an odd answer has a verdict all the same: %s', async (_, body) => {
	const url = receiver.stub.url;
	const forwarding = { operation: 'sendFromItem', url, source: 'payload' };
	const items = [{ json: { event: 'E', payload: { cart_id: 1 } } }];
	receiver.stub.respond = () => ({ body });
	for (const action of [
		{ parameters: { operation: 'check', url } },
		{ parameters: aTest() },
		{ parameters: forwarding, items },
	]) {
		const [item] = await runAction(action);
		expect(item?.json).toMatchObject({ status: 200, result: expect.any(String) });
		// n8n writes every item as JSON.
		expect(JSON.stringify(item)).toContain('status');
	}
	receiver.stub.respond = () => ({ status: 500, body });
	const [check] = await runAction({ parameters: { operation: 'check', url } });
	expect(check?.json).toMatchObject({ ok: false, status: 500 });
	expect(await failedAction({ parameters: aTest() })).toBeInstanceOf(NodeApiError);
});

it.each([1.0005, '1.0005', 0.00001, 1e9])('a timeout of %j s is one', async (timeout) => {
	const parameters = { operation: 'check', url: receiver.stub.url, options: { timeout } };
	const [item] = await runAction({ parameters });
	expect(item?.json).toMatchObject({ result: expect.any(String) });
});
