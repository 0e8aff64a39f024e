import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';

import { WEBHOOK_URLS } from '../../scripts/embedded/context.mts';
import { ID, KEY, signed, type Sent } from '../support/receiving.mts';
import { NodeOperationError, stopTriggers, TestTrigger, type TriggerOptions } from './webhook.mts';

afterEach(stopTriggers);

const mode = 'manual';
/** What Cashfree's dashboard sends to test an endpoint. */
const TEST_EVENT = {
	data: { test_object: { test_key: 'test_value' } },
	type: 'WEBHOOK',
	event_time: '2025-01-15T06:50:29Z',
};
const reasonOf = (body: unknown) => (body as { reason: string }).reason;

/** Sends to a trigger that listens in the editor; what the canvas shows, beside the answer. */
async function listen(sent: Sent = {}, options: TriggerOptions = {}, query = '') {
	const trigger = await TestTrigger.start({ mode, ...options });
	const delivery = signed(sent);
	const { status, body } = await trigger.send(delivery, { query });
	const { thrown } = trigger.lastRun;
	const shown = thrown instanceof NodeOperationError ? thrown : undefined;
	const { message = '', description = '' } = shown ?? {};
	return { trigger, delivery, status, body, message, description: description ?? '', thrown };
}

describe('while listening in the editor', () => {
	it('takes a genuine delivery', async () => {
		const { trigger, status, body, thrown } = await listen();
		expect({ status, body }).toEqual({ status: 200, body: { status: 'accepted', id: ID } });
		expect(thrown).toBeUndefined();
		expect(trigger.lastRun.returned?.workflowData).toMatchObject([[{ json: { cart: {} } }]]);
	});

	it.each<[string, number, string, Sent, TriggerOptions]>([
		['another key', 401, 'signature_mismatch', { forged: true }, {}],
		['no credential', 500, 'webhook_key_missing', {}, { credential: null }],
		['no checkout', 422, 'payload_unrecognized', { body: { event: 'ABANDONED_CHECKOUT' } }, {}],
	])('answers first, then shows what is wrong: %s', async (_, code, reason, sent, options) => {
		const shown = await listen(sent, options);
		expect([shown.status, reasonOf(shown.body)]).toEqual([code, reason]);
		expect(shown.thrown).toBeInstanceOf(NodeOperationError);
		expect(shown.message).toMatch(/^[A-Z].{20,}/);
		expect(shown.description).toContain(reason);
		expect(shown.description).toContain(`${shown.delivery.body.length} bytes`);
	});

	const timed: Sent = { body: TEST_EVENT, scheme: 'timestampBody', encoding: 'base64' };
	const filtering = { parameters: { filters: { minimumTotal: 5000 } } };
	it.each<[string, Sent, TriggerOptions, RegExp]>([
		['topic', timed, {}, /'Timestamp and Body'.*Base64/],
		['filter', {}, filtering, /'Minimum Total' under Filters/],
	])('answers 200, then shows why it starts nothing: %s', async (reason, sent, options, next) => {
		const shown = await listen(sent, options);
		expect([shown.status, reasonOf(shown.body)]).toEqual([200, reason]);
		expect(shown.thrown).toBeInstanceOf(NodeOperationError);
		expect(shown.description).toMatch(next);
	});

	it('leaves options for production aside', async () => {
		const options = { includeIgnored: true, reportRefused: true };
		const parameters = { events: [], options };
		const { trigger, thrown } = await listen({}, { parameters });
		expect(thrown).toBeInstanceOf(NodeOperationError);
		const refused = await trigger.send(signed({ forged: true }));
		expect(refused.status).toBe(401);
		expect(trigger.runs.every(({ returned }) => !returned?.workflowData)).toBe(true);
	});

	it.each<[string, Sent, TriggerOptions]>([
		['a mismatch', { forged: true }, {}],
		[
			'no checkout',
			{ body: { event: 'ABANDONED_CHECKOUT', data: { email: 'a@example.com' } } },
			{},
		],
	])('never shows key, signature or customer: %s', async (_, sent, options) => {
		const { trigger, delivery, thrown, body } = await listen(sent, options);
		expect(thrown).toBeInstanceOf(NodeOperationError);
		const { message, description, context, cause } = thrown as InstanceType<
			typeof NodeOperationError
		>;
		const right = signed({ ...sent, forged: false }).headers['x-webhook-signature'] ?? '';
		const { 'x-webhook-signature': signature = '' } = delivery.headers;
		const shown = JSON.stringify([message, description, context, cause, trigger.logs, body]);
		for (const secret of [KEY, signature, right, 'Asha', 'example.com', '6000376569']) {
			expect(shown).not.toContain(secret);
		}
	});

	it('neither consults nor fills the memory of deliveries', async () => {
		const [workflowId, nodeId] = ['w-listening', 'n'];
		const start = async (options: TriggerOptions) =>
			await TestTrigger.start({ workflowId, nodeId, ...options });
		const status = async (trigger: TestTrigger) =>
			((await trigger.send(signed())).body as { status: string }).status;
		const listening = await start({ mode });
		expect([await status(listening), await status(listening)]).toEqual(['accepted', 'accepted']);
		const active = await start({});
		expect([await status(active), await status(active)]).toEqual(['accepted', 'ignored']);
		expect(await status(await start({ mode }))).toBe('accepted');
	});
});

const TIMESTAMP = '1769853600000';

/** Ecom360's delivery, but signed over what `content` makes of its body. */
function signedOver(content: (body: string) => string): Sent {
	const text = String(signed().body);
	const signature = createHmac('sha256', KEY).update(content(text)).digest('hex');
	return { headers: { 'x-webhook-timestamp': TIMESTAMP, 'x-webhook-signature': signature } };
}

// How a scheme is found is in test/unit/scheme-finder and test/property/scheme-finder.test.ts.
describe('a delivery signed in a way that is not set', () => {
	const dotted = signedOver((body) => `${TIMESTAMP}.${body}`);
	const custom = (signedContent: string): TriggerOptions => ({
		parameters: { signatureOptions: { signatureScheme: 'custom', signedContent } },
	});

	it('is refused in production, without a search or a word', async () => {
		const { status, body, thrown } = await listen(dotted, { mode: 'webhook' });
		expect([status, reasonOf(body), thrown]).toEqual([401, 'signature_mismatch', undefined]);
	});

	it('is refused while listening, with the settings named', async () => {
		const { status, body, description } = await listen(dotted);
		expect([status, reasonOf(body)]).toEqual([401, 'signature_mismatch']);
		expect(description).toContain("'Signature Scheme' to Custom");
		expect(description).toContain("'Signed Content' to {timestamp}.{body}");
		expect(description).not.toContain(dotted.headers?.['x-webhook-signature']);
	});

	it.each([
		['manual', WEBHOOK_URLS.test],
		['webhook', WEBHOOK_URLS.production],
	] as const)('may sign the address that it calls: %s', async (called, url) => {
		const sent = signedOver((body) => `${url}|${body}`);
		expect((await listen(sent, { ...custom('{url}|{body}'), mode: called })).status).toBe(200);
	});

	it('names the query that the sender wrote behind the address', async () => {
		const sent = signedOver((body) => `${WEBHOOK_URLS.test}?shop=1.${body}`);
		const { description } = await listen(sent, {}, '?shop=1');
		expect(description).toContain("'Signed Content' to {url}?shop=1.{body}");
		expect((await listen(sent, custom('{url}?shop=1.{body}'), '?shop=1')).status).toBe(200);
	});
});
