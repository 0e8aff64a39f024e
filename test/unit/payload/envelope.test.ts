import { describe, expect, it } from '@jest/globals';

import { openEnvelope } from '../../../nodes/Ecom360/payload/envelope';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';

const cart = { cart_id: 1 };
const payment = { order: { order_id: 'o' }, payment: { cf_payment_id: 1 } };

describe('openEnvelope', () => {
	it.each<[string, JsonObject, object]>([
		['Ecom360', { event: 'E', data: cart }, { sentName: 'E', data: cart, vendor: 'ecom360' }],
		['other cases', { Event: 'E', DATA: cart }, { sentName: 'E', data: cart, vendor: 'ecom360' }],
		['no event', { data: cart }, { sentName: null, data: cart, vendor: 'ecom360' }],
		['a blank event', { event: ' ', data: {} }, { sentName: null, data: {}, vendor: 'ecom360' }],
		['OCC', { cartId: 1 }, { sentName: null, data: { cartId: 1 }, vendor: 'occ' }],
		[
			'OCC with an event name',
			{ event: 'E', cartId: 1 },
			{ sentName: 'E', data: { event: 'E', cartId: 1 }, vendor: 'occ' },
		],
		[
			'OCC beside data that is null',
			{ data: null, cartId: 1 },
			{ data: { data: null, cartId: 1 }, vendor: 'occ' },
		],
		[
			'OCC beside data that is blank',
			{ data: ' ', cartId: 1 },
			{ data: { data: ' ', cartId: 1 }, vendor: 'occ' },
		],
		[
			'a payment',
			{ type: 'P', data: payment },
			{ sentName: 'P', data: payment, vendor: 'payments' },
		],
		[
			"Cashfree's test event",
			{ type: 'WEBHOOK', data: { test_object: {} } },
			{ sentName: 'WEBHOOK', data: { test_object: {} }, vendor: 'payments' },
		],
		['an event before a type', { type: 'T', event: 'E', data: {} }, { sentName: 'E' }],
	])('opens: %s', (_, body, expected) => {
		expect(openEnvelope(body)).toMatchObject(expected);
	});
});

describe('what an event is about', () => {
	const [checkout, success] = ['ABANDONED_CHECKOUT', 'PAYMENT_SUCCESS_WEBHOOK'];
	const how = { mode: 'COD' };
	const paid = { payment: { cf_payment_id: 1, payment_status: 'SUCCESS' } };

	it.each<[string, JsonObject, string | null, object]>([
		[
			'its known name: a checkout',
			{ event: checkout, data: payment },
			null,
			{ event: 'abandonedCheckout', vendor: 'ecom360' },
		],
		[
			'its known name: a payment',
			{ type: success, data: { ...cart, ...paid } },
			checkout,
			{ event: 'paymentSuccess', vendor: 'payments' },
		],
		[
			'a payment without data',
			{ type: success, ...paid },
			null,
			{ event: 'paymentSuccess', vendor: 'payments' },
		],
		[
			'a checkout that is to be paid on delivery',
			{ event: checkout, data: { ...cart, payment: how } },
			null,
			{ vendor: 'ecom360' },
		],
		[
			'a cart in OCC that is to be paid on delivery',
			{ cartId: 1, payment: how },
			null,
			{ event: 'abandonedCheckout', vendor: 'occ' },
		],
		[
			'a cart that names a payment',
			{ data: { cart_token: 't', ...paid } },
			success,
			{ event: 'abandonedCheckout', vendor: 'ecom360' },
		],
		[
			'lines that name a payment',
			{ line_items: [{ sku: 'a' }], ...paid },
			success,
			{ event: 'abandonedCheckout', vendor: 'occ' },
		],
		[
			'a link that names a payment',
			{ abandonedCheckoutUrl: 'https://a.in', ...paid },
			success,
			{ vendor: 'occ' },
		],
		[
			'no lines, but a payment',
			{ data: { line_items: [], ...paid } },
			null,
			{ event: 'paymentSuccess', vendor: 'payments' },
		],
		[
			'a cart under the topic of a payment',
			{ cartId: 1 },
			success,
			{ event: 'abandonedCheckout', vendor: 'occ' },
		],
		[
			'a payment under the topic of a cart',
			{ data: paid },
			checkout,
			{ event: 'paymentSuccess', vendor: 'payments' },
		],
		[
			'a payment under a wrong topic',
			{ data: paid },
			'PAYMENT_FAILED_WEBHOOK',
			{ event: 'paymentSuccess' },
		],
		[
			'an order alone',
			{ data: { order: { order_id: 'o' } } },
			checkout,
			{ event: 'paymentPending', vendor: 'payments' },
		],
		[
			'a cart of another name',
			{ event: 'cart_updated', data: cart },
			success,
			{ event: 'cart_updated', vendor: 'ecom360' },
		],
		[
			'a payment of another name',
			{ type: 'PAYMENT_X', data: paid },
			checkout,
			{ event: 'PAYMENT_X', vendor: 'payments' },
		],
		[
			'the topic alone: a payment',
			{ data: {} },
			success,
			{ event: 'paymentSuccess', vendor: 'payments' },
		],
		[
			'the topic alone: a checkout',
			{ data: {} },
			checkout,
			{ event: 'abandonedCheckout', vendor: 'ecom360' },
		],
		[
			'the topic alone: another one',
			{ data: cart },
			'orderPlaced',
			{ event: 'orderPlaced', vendor: 'ecom360' },
		],
		[
			'its own name, which is unknown, and not the topic',
			{ type: 'OTHER', data: {} },
			success,
			{ event: 'OTHER', vendor: 'ecom360' },
		],
		['neither', {}, null, { event: 'abandonedCheckout', vendor: 'occ' }],
	])('is said by %s', (_, body, topic, expected) => {
		expect(openEnvelope(body, topic)).toMatchObject(expected);
	});

	it.each<[string | null, unknown, string]>([
		['SUCCESS', 'SUCCESS', 'paymentSuccess'],
		['SUCCESS', 'Success ', 'paymentSuccess'],
		['SUCCESS', 'PENDING', 'paymentPending'],
		['SUCCESS', 'FAILED', 'paymentPending'],
		['SUCCESS', 'constructor', 'paymentPending'],
		['SUCCESS', null, 'paymentPending'],
		['SUCCESS', 'NA', 'paymentPending'],
		['FAILED', 'FAILED', 'paymentFailed'],
		['FAILED', 'PENDING', 'paymentPending'],
		['FAILED', 'SUCCESS', 'paymentPending'],
		['FAILED', 'null', 'paymentFailed'],
		['FAILED', undefined, 'paymentFailed'],
		['USER_DROPPED', 'USER_DROPPED', 'paymentUserDropped'],
		['USER_DROPPED', 'SUCCESS', 'paymentPending'],
		['USER_DROPPED', '', 'paymentUserDropped'],
		['PENDING', 'PENDING', 'paymentPending'],
		[null, 'SUCCESS', 'paymentSuccess'],
		[null, 'FAILED', 'paymentFailed'],
		[null, 'USER_DROPPED', 'paymentUserDropped'],
		[null, 'PENDING', 'paymentPending'],
		[null, null, 'paymentPending'],
	])('a payment of the name %s with the status %j is %s', (name, status, event) => {
		const type = name === null ? null : `PAYMENT_${name}_WEBHOOK`;
		const data = { payment: { Payment_Status: status } };
		expect(openEnvelope({ type, data })).toMatchObject({ event });
	});
});
