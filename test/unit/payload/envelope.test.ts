import { describe, expect, it } from '@jest/globals';

import { openEnvelope } from '../../../nodes/Ecom360/payload/envelope';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';

const payment = { payment: { cf_payment_id: 1 } };

describe('openEnvelope', () => {
	it.each<[string, JsonObject, object]>([
		['Ecom360', { event: 'E', data: { a: 1 } }, { event: 'E', data: { a: 1 }, vendor: 'ecom360' }],
		[
			'other cases',
			{ Event: 'E', DATA: { a: 1 } },
			{ event: 'E', data: { a: 1 }, vendor: 'ecom360' },
		],
		['no event', { data: { a: 1 } }, { event: null, data: { a: 1 }, vendor: 'ecom360' }],
		['a blank event', { event: ' ', data: {} }, { event: null, data: {}, vendor: 'ecom360' }],
		['OCC', { cartId: 1 }, { event: null, data: { cartId: 1 }, vendor: 'occ' }],
		[
			'OCC with an event name',
			{ event: 'E', cartId: 1 },
			{ event: 'E', data: { event: 'E', cartId: 1 }, vendor: 'occ' },
		],
		[
			'OCC beside data that is null',
			{ data: null, cartId: 1 },
			{ event: null, data: { data: null, cartId: 1 }, vendor: 'occ' },
		],
		[
			'OCC beside data that is blank',
			{ data: ' ', cartId: 1 },
			{ event: null, data: { data: ' ', cartId: 1 }, vendor: 'occ' },
		],
		['a payment', { type: 'P', data: payment }, { event: 'P', data: payment, vendor: 'payments' }],
		[
			"Cashfree's test event",
			{ type: 'WEBHOOK', data: { test_object: {} } },
			{ event: 'WEBHOOK', data: { test_object: {} }, vendor: 'payments' },
		],
		[
			'an event before a type',
			{ type: 'T', event: 'E', data: {} },
			{ event: 'E', data: {}, vendor: 'ecom360' },
		],
	])('opens: %s', (_, body, expected) => {
		expect(openEnvelope(body)).toEqual(expected);
	});
});
