import { describe, expect, it } from '@jest/globals';

import { Delivery } from '../../../nodes/Ecom360/webhook/delivery';
import { receive } from '../../../nodes/Ecom360/trigger/receive';
import { readSettings } from '../../../nodes/Ecom360/trigger/settings';
import { anEcom360Body, anOccBody, CHECKOUT_PATHS } from '../../support/checkout.mts';
import {
	asKey,
	ID,
	NOW,
	received,
	receivedItem,
	signed,
	type Reception,
} from '../../support/receiving.mts';

const CHECKOUT = 'abandonedCheckout';
const inHeader = { signatureOptions: { signatureHeader: ' X-My-Signature ' } };
const TEST_EVENT = { type: 'WEBHOOK', data: { test_object: { test_key: 'test_value' } } };
const rejected = (reason: string, more = {}) => ({ kind: 'rejected', reason, ...more });
const signedBefore = (minutes: number): Reception => ({
	...{ vendor: 'occ', now: NOW - minutes * 60_000 },
	parameters: { signatureOptions: { timestampTolerance: 5 } },
});

describe('receive', () => {
	const unsigned = { headers: { 'x-webhook-signature': undefined } };
	const unreadable = { headers: { 'x-webhook-signature': 'abc' } };
	const holding = (data: unknown) => ({ body: { event: 'ABANDONED_CHECKOUT', data } });
	const unrecognized = (issues: string[]) => rejected('payload_unrecognized', { issues });

	it.each<[string, Reception, object]>([
		['no signature', unsigned, rejected('signature_missing')],
		['one in another header', { parameters: inHeader }, rejected('signature_missing')],
		['an unreadable one', unreadable, rejected('signature_malformed')],
		['another key', { forged: true }, rejected('signature_mismatch')],
		['another body', { arriving: Buffer.from('{"cartId":2}') }, rejected('signature_mismatch')],
		['an unread body', { arriving: undefined }, rejected('signature_mismatch')],
		['what was signed long ago', signedBefore(6), rejected('timestamp_out_of_tolerance')],
		['no key', { keys: [] }, rejected('webhook_key_missing')],
		['what is no JSON object', { body: '[{"cartId":1}]' }, rejected('body_not_json')],
		['no checkout', holding({ email: 'asha@example.com' }), unrecognized(CHECKOUT_PATHS)],
		['no data', holding('asha@example.com'), unrecognized(['data'])],
	])('rejects %s', async (_, reception, expected) => {
		expect(await received(reception)).toEqual(expected);
	});

	const any = { parameters: { events: ['*'] } };
	const [unnamed, empty] = [{ data: { cart_id: 1 } }, { type: 'OTHER', data: {} }];
	const placed = { ...anEcom360Body(), event: 'ORDER_PLACED' };
	const refund = { type: 'REFUND_STATUS_WEBHOOK', data: { refund: { refund_id: 'r' } } };
	const filtered = { reason: 'filter', filter: 'minimumTotal' };
	const named = (topic: string) => ({ headers: { 'x-webhook-topic': topic } });

	it.each<[string, Reception, object]>([
		['another event', { body: placed }, { reason: 'topic' }],
		['it whatever the header says', { ...named(CHECKOUT), body: placed }, { reason: 'topic' }],
		['another topic alone', { ...named('orderPlaced'), body: unnamed }, { reason: 'topic' }],
		['nothing selected', { parameters: { events: [] } }, { reason: 'topic' }],
		['a filtered checkout', { parameters: { filters: { minimumTotal: 5000 } } }, filtered],
		['a named event that holds nothing', { body: empty, ...any }, { because: 'holdsNothing' }],
		["Cashfree's test event", { body: TEST_EVENT }, { because: 'testEvent' }],
		['it where any is chosen', { body: TEST_EVENT, ...any }, { because: 'testEvent' }],
		['a refund where any is chosen', { body: refund, ...any }, { reason: 'topic' }],
		['a duplicate', { claim: async () => 'duplicate' }, { reason: 'duplicate' }],
	])('ignores %s', async (_, reception, expected) => {
		expect(await received(reception)).toMatchObject({ kind: 'ignored', id: ID, ...expected });
	});

	it.each([{}, { includeIgnored: true }])(
		'has a copy come again of what n8n has not answered, and starts nothing: %j',
		async (options) => {
			const outcome = await received({ claim: async () => 'inProgress', parameters: { options } });
			expect(outcome).toEqual(rejected('delivery_in_progress'));
		},
	);

	const updated = { ...anEcom360Body(), event: 'cart_updated' };
	const moved = {
		'x-my-signature': signed().headers['x-webhook-signature'],
		'x-webhook-signature': undefined,
	};
	it.each<[string, Reception, string]>([
		['ABANDONED_CHECKOUT in the body', {}, CHECKOUT],
		['the signed event, whatever the header says', named('orderPlaced'), CHECKOUT],
		['the topic header alone', { body: unnamed }, CHECKOUT],
		['neither, in the OCC shape', { vendor: 'occ', body: anOccBody() }, CHECKOUT],
		['any event, where all are chosen', { body: updated, ...any }, 'cart_updated'],
		['a signature in the chosen header', { headers: moved, parameters: inHeader }, CHECKOUT],
		['a signature within the tolerance', signedBefore(4), CHECKOUT],
	])('accepts %s', async (_, reception, event) => {
		expect((await receivedItem(reception)).event).toBe(event);
	});

	it.each<[string, Reception, string[]]>([
		['v1', { headers: { 'x-webhook-version': 'v1' } }, []],
		['a date', { headers: { 'x-webhook-version': '2025-01-01' } }, []],
		['no version', { headers: { 'x-webhook-version': undefined } }, []],
		['v2', { headers: { 'x-webhook-version': 'v2' } }, ['version_unknown']],
		['the previous key', { keys: ['whk_new', 'whk_9f2c1d7e'] }, ['previous_webhook_key']],
	])('accepts %s and warns only where that is needed', async (_, reception, warnings) => {
		expect((await receivedItem(reception)).delivery.warnings).toEqual(warnings);
	});

	it('claims what it would accept, and nothing else', async () => {
		const claimed: unknown[] = [];
		const claim = async (keys: readonly string[]) => (claimed.push(keys), 'claimed' as const);
		await received({ forged: true, claim });
		await received({ body: '[]', claim });
		await received({ parameters: { events: [] }, claim });
		await received({ parameters: { filters: { requireConsent: true } }, claim });
		expect(claimed).toEqual([]);

		const { delivery } = await receivedItem({ claim });
		expect(claimed).toEqual([expect.arrayContaining([delivery.dedupeKey])]);
	});

	it('adds the payload as parsed, with every digit and every key', async () => {
		const id = '12345678901234567890';
		const constructor = '"constructor":{"prototype":{"polluted":"yes"}}';
		const hostile = `"__proto__":{"polluted":"yes"},${constructor},"toString":"x"`;
		const within = `"lineItems":[{${hostile}}],"customer":{${hostile}},"utmParameters":{${hostile}}`;
		const body = `{${hostile},"cartId":${id},${within}}`;
		const item = await receivedItem({ body, parameters: { options: { includePayload: true } } });
		expect(item.cart.id).toBe(id);
		expect(JSON.stringify(item.payload)).toBe(body.replace(id, `"${id}"`));
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
		expect(String({})).toBe('[object Object]');
	});

	it.each([true, false])('adds the headers only with the raw body: %s', async (includeRawBody) => {
		const { headers } = signed();
		const { delivery } = await receivedItem({ parameters: { options: { includeRawBody } } });
		expect(delivery.headers).toEqual(includeRawBody ? headers : undefined);
	});

	it.each<[string, Record<string, string>, string[]]>([
		['without a signature', {}, []],
		['with an unreadable signature', { 'x-webhook-signature': 'abc' }, []],
		['with a readable signature', { 'x-webhook-signature': 'ab'.repeat(32) }, ['keys', 'body']],
	])('reads keys and body no sooner than needed: %s', async (_, headers, expected) => {
		const read: string[] = [];
		await receive(new Delivery(headers, NOW), readSettings({}), {
			readKeys: async () => (read.push('keys'), [asKey('whk')]),
			readBody: async () => (read.push('body'), Buffer.from('{}')),
		});
		expect(read).toEqual(expected);
	});
});
