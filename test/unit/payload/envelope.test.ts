import { describe, expect, it } from '@jest/globals';

import { canonicalEvent, isSelected, openEnvelope } from '../../../nodes/Ecom360/payload/envelope';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';

const cart = { cart_id: 1 };
const payment = { order: { order_id: 'o' }, payment: { cf_payment_id: 1 } };

describe('openEnvelope', () => {
	it.each<[string, JsonObject, string | null, string]>([
		['Ecom360', { event: 'E', data: cart }, 'E', 'ecom360'],
		['other cases', { Event: 'E', DATA: cart }, 'E', 'ecom360'],
		['no event', { data: cart }, null, 'ecom360'],
		['a blank event', { event: ' ', data: {} }, null, 'ecom360'],
		['OCC', { cartId: 1 }, null, 'occ'],
		['OCC with an event name', { event: 'E', cartId: 1 }, 'E', 'occ'],
		['OCC beside data that is null', { data: null, cartId: 1 }, null, 'occ'],
		['OCC beside data that is empty', { data: {}, cartId: 1 }, null, 'occ'],
		['OCC beside data without a line', { data: [], cartId: 1 }, null, 'occ'],
		['OCC beside data that is a word', { data: 'v1', cartId: 1 }, null, 'occ'],
		['a payment', { type: 'P', data: payment }, 'P', 'payments'],
		["Cashfree's test event", { type: 'T', data: { test_object: {} } }, 'T', 'payments'],
		['an event before a type', { type: 'T', event: 'E', data: {} }, 'E', 'ecom360'],
	])('opens: %s', (_, body, sentName, vendor) => {
		const data = vendor === 'occ' ? body : (body['data'] ?? body['DATA']);
		expect(openEnvelope(body)).toMatchObject({ sentName, data, vendor });
	});
});

describe('what an event is about', () => {
	const [CHECKOUT, SUCCESS] = ['ABANDONED_CHECKOUT', 'PAYMENT_SUCCESS_WEBHOOK'];
	const how = { mode: 'COD' };
	const paid = { payment: { cf_payment_id: 1, payment_status: 'SUCCESS' } };
	const [link, lines] = [{ abandonedCheckoutUrl: 'https://a.in' }, { line_items: [{ sku: 'a' }] }];
	const token = { cart_token: 't' };

	const [CART, OCC] = ['abandonedCheckout ecom360', 'abandonedCheckout occ'];
	const PAID = 'paymentSuccess payments';

	it.each<[string, JsonObject, string | null, string]>([
		['a checkout by name', { event: CHECKOUT, data: payment }, null, CART],
		['a payment by name', { type: SUCCESS, data: { ...cart, ...paid } }, CHECKOUT, PAID],
		['a payment without data', { type: SUCCESS, ...paid }, null, PAID],
		['a cart to be paid for', { event: CHECKOUT, data: { ...cart, payment: how } }, null, CART],
		['a cart to be paid for in OCC', { cartId: 1, payment: how }, null, OCC],
		['a cart that names a payment', { data: { ...token, ...paid } }, SUCCESS, CART],
		['lines that name a payment', { ...lines, ...paid }, SUCCESS, OCC],
		['a link that names a payment', { ...link, ...paid }, SUCCESS, OCC],
		['no lines, but a payment', { data: { line_items: [], ...paid } }, null, PAID],
		['a cart, whatever the topic', { cartId: 1 }, SUCCESS, OCC],
		['a payment, whatever the topic', { data: paid }, CHECKOUT, PAID],
		['a payment of another topic', { data: paid }, 'PAYMENT_FAILED_WEBHOOK', PAID],
		['an order alone', { data: { order: { order_id: 'o' } } }, CHECKOUT, 'paymentPending payments'],
		['a cart of another name', { event: 'updated', data: cart }, SUCCESS, 'updated ecom360'],
		['a payment of another name', { type: 'P', data: paid }, CHECKOUT, 'P payments'],
		['the topic alone: a payment', { data: {} }, SUCCESS, PAID],
		['the topic alone: a checkout', { data: {} }, CHECKOUT, CART],
		['the topic alone: another one', { data: cart }, 'orderPlaced', 'orderPlaced ecom360'],
		['its own unknown name first', { type: 'OTHER', data: {} }, SUCCESS, 'OTHER ecom360'],
		['neither', {}, null, OCC],
	])('is said by %s', (_, body, topic, expected) => {
		const { event, vendor } = openEnvelope(body, topic);
		expect(`${event} ${vendor}`).toBe(expected);
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
		['FAILED', 'SUCCESS', 'paymentPending'],
		['FAILED', 'null', 'paymentFailed'],
		['FAILED', undefined, 'paymentFailed'],
		['USER_DROPPED', 'USER_DROPPED', 'paymentUserDropped'],
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

describe('canonicalEvent', () => {
	it.each([
		['ABANDONED_CHECKOUT', 'abandonedCheckout'],
		['abandonedCheckout', 'abandonedCheckout'],
		['Abandoned Checkout', 'abandonedCheckout'],
		['abandoned_cart', 'abandonedCheckout'],
		[null, 'abandonedCheckout'],
		['orderPlaced', 'orderPlaced'],
		['order\nplaced', 'order placed'],
		['\u0000', 'unknown'],
		['*', '*'],
		['__proto__', '__proto__'],
		['x'.repeat(100_000), `${'x'.repeat(99)}…`],
	])('of %j is %j', (sent, expected) => {
		expect(canonicalEvent(sent)).toBe(expected);
	});
});

describe('isSelected', () => {
	it.each([
		['abandonedCheckout', ['abandonedCheckout'], true],
		['orderPlaced', ['abandonedCheckout'], false],
		['orderPlaced', ['*'], true],
		['*', ['abandonedCheckout'], false],
		['abandonedCheckout', [], false],
	])('%s among %j: %s', (event, selected, expected) => {
		expect(isSelected(event, selected)).toBe(expected);
	});
});
