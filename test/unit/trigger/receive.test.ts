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

const MINUTE = 60_000;
const rejected = (reason: string, more = {}) => ({ kind: 'rejected', reason, ...more });
const ignored = (reason: string, more = {}) => ({ kind: 'ignored', reason, id: ID, ...more });

describe('receive', () => {
	it.each<[string, Reception, object]>([
		[
			'no signature',
			{ headers: { 'x-webhook-signature': undefined } },
			rejected('signature_missing'),
		],
		['a blank one', { headers: { 'x-webhook-signature': ' ' } }, rejected('signature_missing')],
		[
			'an unreadable one',
			{ headers: { 'x-webhook-signature': 'abc' } },
			rejected('signature_malformed'),
		],
		['another key', { forged: true }, rejected('signature_mismatch')],
		['another body', { arriving: Buffer.from('{"cartId":2}') }, rejected('signature_mismatch')],
		['an unread body', { arriving: undefined }, rejected('signature_mismatch')],
		['no key', { keys: [] }, rejected('webhook_key_missing')],
		['what is no JSON', { body: 'cart_id=1' }, rejected('body_not_json')],
		['a JSON list', { body: '[{"cartId":1}]' }, rejected('body_not_json')],
		['nothing', { body: '' }, rejected('body_not_json')],
		[
			'no checkout',
			{ body: { event: 'ABANDONED_CHECKOUT', data: { email: 'asha@example.com' } } },
			rejected('payload_unrecognized', { issues: CHECKOUT_PATHS }),
		],
		[
			'no data',
			{ body: { event: 'ABANDONED_CHECKOUT', data: 'asha@example.com' } },
			rejected('payload_unrecognized', { issues: ['data'] }),
		],
	])('rejects %s', async (_, reception, expected) => {
		expect(await received(reception)).toEqual(expected);
	});

	it.each([
		['within the tolerance', 4 * MINUTE, 5, 'accepted'],
		['too old', 6 * MINUTE, 5, 'timestamp_out_of_tolerance'],
		['from the future', -6 * MINUTE, 5, 'timestamp_out_of_tolerance'],
		['old, with the check off', 6 * MINUTE, 0, 'accepted'],
	])(
		'holds a signed timestamp to the tolerance: %s',
		async (_, age, timestampTolerance, expected) => {
			const outcome = await received({
				vendor: 'occ',
				body: anOccBody(),
				now: NOW - age,
				parameters: { signatureOptions: { timestampTolerance } },
			});
			expect(outcome.kind === 'rejected' ? outcome.reason : outcome.kind).toBe(expected);
		},
	);

	it('never takes digits of the timestamp for part of the body', async () => {
		const body = anOccBody();
		const { headers } = signed({ vendor: 'occ', body });
		const timestamp = headers['x-webhook-timestamp'] ?? '';
		const moved = Buffer.from(timestamp.slice(10) + JSON.stringify(body));
		const outcome = await received({
			vendor: 'occ',
			body,
			arriving: moved,
			headers: { ...headers, 'x-webhook-timestamp': timestamp.slice(0, 10) },
		});
		expect(outcome).toEqual(rejected('body_not_json'));
	});

	it.each<[string, Reception, object]>([
		['another event', { body: { ...anEcom360Body(), event: 'ORDER_PLACED' } }, ignored('topic')],
		['nothing selected', { parameters: { events: [] } }, ignored('topic')],
		[
			'another event, whatever the unsigned header says',
			{ body: { event: 'ORDER_PLACED' }, headers: { 'x-webhook-topic': 'abandonedCheckout' } },
			ignored('topic'),
		],
		[
			'another topic, where the body names no event',
			{ body: { data: { cart_id: 1 } }, headers: { 'x-webhook-topic': 'orderPlaced' } },
			ignored('topic'),
		],
		[
			'a filtered checkout',
			{ parameters: { filters: { minimumTotal: 5000 } } },
			ignored('filter', { filter: 'minimumTotal' }),
		],
		[
			'a named event that holds nothing',
			{ body: { type: 'OTHER', data: {} }, parameters: { events: ['*'] } },
			ignored('topic', { because: 'holdsNothing' }),
		],
		[
			"Cashfree's test event",
			{ body: { type: 'WEBHOOK', data: { test_object: {} } } },
			ignored('topic', { because: 'testEvent' }),
		],
		['a duplicate', { claim: async () => 'duplicate' }, ignored('duplicate')],
	])('ignores %s', async (_, reception, expected) => {
		expect(await received(reception)).toMatchObject(expected);
	});

	it.each([{}, { includeIgnored: true }])(
		'has a copy come again of what n8n has not answered, and starts nothing: %j',
		async (options) => {
			const outcome = await received({
				claim: async () => 'inProgress',
				parameters: { options },
			});
			expect(outcome).toEqual({ kind: 'rejected', reason: 'delivery_in_progress' });
		},
	);

	it.each<[string, Reception, string]>([
		['ABANDONED_CHECKOUT in the body', {}, 'abandonedCheckout'],
		[
			'the signed event, whatever the header says',
			{ headers: { 'x-webhook-topic': 'orderPlaced' } },
			'abandonedCheckout',
		],
		['the topic header alone', { body: { data: { cart_id: 1 } } }, 'abandonedCheckout'],
		['neither, in the OCC shape', { vendor: 'occ', body: anOccBody() }, 'abandonedCheckout'],
		[
			'any event, where all are selected',
			{ body: { ...anEcom360Body(), event: 'cart_updated' }, parameters: { events: ['*'] } },
			'cart_updated',
		],
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
