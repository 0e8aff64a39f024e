import { afterEach, describe, expect, it } from '@jest/globals';

import { CHECKOUT_PATHS } from '../support/checkout.mts';
import { ID, KEY, signed, type Sent } from '../support/receiving.mts';
import { stopTriggers, TestTrigger, type TriggerOptions } from './webhook.mts';

const rejected = (reason: string, more = {}) => ({ status: 'rejected', reason, ...more });

const unexpected = { status: 500, body: { status: 'rejected', reason: 'unexpected' } };

afterEach(stopTriggers);

describe('in production', () => {
	it('answers an accepted delivery with 200 and starts one execution', async () => {
		const trigger = await TestTrigger.start();
		const { status, body } = await trigger.send(signed());
		expect({ status, body }).toEqual({ status: 200, body: { status: 'accepted', id: ID } });
		expect(trigger.lastRun.returned?.workflowData).toMatchObject([
			[{ json: { event: 'abandonedCheckout', cart: { id: 'cart_1' }, delivery: { id: ID } } }],
		]);
	});

	it('answers 200 to what is ignored and starts nothing', async () => {
		const trigger = await TestTrigger.start({ parameters: { filters: { minimumTotal: 5000 } } });
		const { status, body } = await trigger.send(signed());
		const expected = { status: 'ignored', reason: 'filter', filter: 'minimumTotal', id: ID };
		expect({ status, body }).toEqual({ status: 200, body: expected });
		expect(trigger.lastRun.returned).toEqual({ webhookResponse: expected });
	});

	// What leads to each refusal is tabled in test/unit/trigger/receive.test.ts.
	const decrypting = new Error('Credentials could not be decrypted');
	const text = { body: 'a=1', headers: { 'content-type': 'text/plain' } };
	const empty = { body: { event: 'ABANDONED_CHECKOUT', data: { email: 'asha@example.com' } } };
	const unrecognized = rejected('payload_unrecognized', { issues: CHECKOUT_PATHS });
	it.each<[string, number, object, Sent, TriggerOptions]>([
		['a forged signature', 401, rejected('signature_mismatch'), { forged: true }, {}],
		['no credential', 500, rejected('webhook_key_missing'), {}, { credential: null }],
		['an unreadable one', 500, rejected('webhook_key_missing'), {}, { credential: decrypting }],
		['text that is no JSON', 400, rejected('body_not_json'), text, {}],
		['an object without a checkout', 422, unrecognized, empty, {}],
	])('refuses %s with %d and starts nothing', async (_, code, expected, sent, options) => {
		const trigger = await TestTrigger.start(options);
		const { status, body } = await trigger.send(signed(sent));
		expect({ status, body }).toEqual({ status: code, body: expected });
		expect(trigger.runs).toEqual([{ returned: { noWebhookResponse: true } }]);
	});

	it.each(['text/plain', ''])('reads the exact bytes of a delivery sent as %j', async (type) => {
		const trigger = await TestTrigger.start();
		const { status, body } = await trigger.send(signed({ headers: { 'content-type': type } }));
		expect({ status, body }).toEqual({ status: 200, body: { status: 'accepted', id: ID } });
	});

	it.each<[string, Record<string, string>]>([
		['multipart in other letters', { 'content-type': 'Multipart/Form-Data; boundary=x' }],
		['gzip that is none', { 'content-type': 'x/y', 'content-encoding': 'gzip' }],
	])('refuses a body that cannot be read, without throwing: %s', async (_, headers) => {
		const trigger = await TestTrigger.start();
		const { status, body } = await trigger.send(signed({ headers }));
		expect({ status, body }).toEqual({ status: 401, body: rejected('signature_mismatch') });
		expect(trigger.executions).toBe(0);
	});

	it('leaves static data alone', async () => {
		const trigger = await TestTrigger.start();
		await trigger.send(signed());
		await trigger.send(signed());
		expect(JSON.stringify(trigger.workflow.staticData)).toBe('{}');
		expect(trigger.workflow.staticData.__dataChanged).toBe(false);
	});
});

describe('logs', () => {
	it('of a hundred refused for one reason hold one line, and one for another reason', async () => {
		const trigger = await TestTrigger.start();
		const unsigned = signed({ headers: { 'x-webhook-signature': undefined } });
		await Promise.all(Array.from({ length: 100 }, () => trigger.send(unsigned)));
		await trigger.send(signed({ forged: true }));
		expect(trigger.logs.map(({ details }) => details)).toMatchObject([
			{ reason: 'signature_missing', count: 1, nodeName: 'Ecom360 Trigger' },
			{ reason: 'signature_mismatch', count: 1 },
		]);
	});

	it.each<[string, string, Sent, TriggerOptions]>([
		['warn', 'signature_mismatch', { forged: true }, {}],
		['warn', 'payload_unrecognized', { body: { event: 'ABANDONED_CHECKOUT', data: {} } }, {}],
		['error', 'webhook_key_missing', {}, { credential: null }],
		['debug', 'filter', {}, { parameters: { filters: { requireConsent: true } } }],
	])('%s of %s, with the reason and nothing secret', async (level, reason, sent, options) => {
		const trigger = await TestTrigger.start(options);
		const delivery = signed(sent);
		await trigger.send(delivery);
		const own = trigger.logs.filter(({ details }) => JSON.stringify(details).includes(reason));
		expect(own).toMatchObject([{ level, details: { reason } }]);
		const logged = JSON.stringify(trigger.logs);
		const { 'x-webhook-signature': signature = '' } = delivery.headers;
		for (const secret of [KEY, signature, 'Asha', 'asha@example.com', '6000376569', 'cart_1']) {
			expect(logged).not.toContain(secret);
		}
	});

	it('nothing of an accepted delivery', async () => {
		const trigger = await TestTrigger.start();
		await trigger.send(signed());
		expect(trigger.logs).toEqual([]);
	});
});

describe('what nobody foresaw', () => {
	it('is answered 500 and logged, starts nothing, and is tried again', async () => {
		let isBroken = true;
		const trigger = await TestTrigger.start({
			parameters: { options: { includeRawBody: true } },
			change: (context) => {
				if (!isBroken) return;
				context.helpers.prepareBinaryData = async (body) => {
					throw new RangeError(`No room for\n    at ${String(body)}`);
				};
			},
		});
		expect(await trigger.send(signed())).toMatchObject(unexpected);
		expect(trigger.lastRun.thrown).toBeUndefined();
		expect(trigger.executions).toBe(0);

		const place = expect.stringMatching(/^webhook\.test\.ts:\d+:\d+$/);
		const details = {
			reason: 'unexpected',
			error: 'RangeError',
			nodeName: 'Ecom360 Trigger',
			place,
		};
		const message = 'Ecom360 delivery rejected';
		expect(trigger.logs).toMatchObject([{ level: 'error', message, details }]);
		for (const said of ['Asha', 'asha@example.com', '6000376569'])
			expect(JSON.stringify(trigger.logs)).not.toContain(said);

		isBroken = false;
		const retry = await trigger.send(signed());
		expect(retry).toMatchObject({ status: 200, body: { status: 'accepted', id: ID } });
	});

	it.each(['getHeaderData', 'getNodeParameter', 'getRequestObject'] as const)(
		'never throws in production, where %s throws',
		async (part) => {
			const throwing = () => {
				throw new TypeError('planted');
			};
			const change: TriggerOptions['change'] = (context) =>
				void Object.defineProperty(context, part, { value: throwing });
			const trigger = await TestTrigger.start({ change });
			expect(await trigger.send(signed())).toMatchObject(unexpected);
			expect(trigger.runs).toEqual([{ returned: { noWebhookResponse: true } }]);
		},
	);

	it('is told of an expression that has no value', async () => {
		const trigger = await TestTrigger.start({
			parameters: { options: { locale: '={{ $("Nowhere").item.json.locale }}' } },
		});
		expect(await trigger.send(signed())).toMatchObject(unexpected);
		expect(trigger.logs).toMatchObject([{ level: 'error', details: { reason: 'unexpected' } }]);
	});
});
