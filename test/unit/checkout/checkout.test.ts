import { describe, expect, it } from '@jest/globals';

import { parseCheckout } from '../../../nodes/Ecom360/checkout/checkout';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import {
	aCheckout,
	anEcom360Body,
	anOccBody,
	CHECKOUT_PATHS,
	INDIAN_RULES,
} from '../../support/checkout.mts';

const UNREADABLE = 'amount_unreadable';

function read(changes: JsonObject, rules = {}) {
	const { cart, warnings } = aCheckout(anEcom360Body(changes), rules);
	return { ...cart, warnings: [...warnings] };
}

describe('parseCheckout', () => {
	it.each([
		['snake_case in an envelope', anEcom360Body({ line_items: [{ product_id: 'p1' }] })],
		['camelCase, flat', anOccBody({ cartId: 'cart_1', lineItems: [{ productId: 'p1' }] })],
	])('reads keys in %s', (_, body) => {
		const lineItems = [{ productId: 'p1' }];
		expect(aCheckout(body).cart).toMatchObject({ id: 'cart_1', token: 'token1', lineItems });
	});

	it.each([
		['cart_1', 'cart_1'],
		[8181897822385, '8181897822385'],
	])('reads the id %j as %j', (id, expected) => {
		const { cart } = aCheckout(
			anOccBody({ cartId: id, lineItems: [{ reference: id, variantId: id }] }),
		);
		const lineItems = [{ productId: expected, variantId: expected }];
		expect(cart).toMatchObject({ id: expected, lineItems });
	});

	it('reads prices as they are written', () => {
		const checkout = read({
			total_price: '₹1,299.00',
			total_discount: 0,
			line_items: [{ price: '65.00' }],
		});
		const expected = { total: 1299, discountTotal: 0, lineItems: [{ price: 65 }], warnings: [] };
		expect(checkout).toMatchObject(expected);
	});

	it.each([['free'], [-5]])('warns of the price %j, which is unknown', (price) => {
		expect(read({ total_price: price })).toMatchObject({ total: null, warnings: [UNREADABLE] });
		expect(read({ line_items: [{ price }] })).toMatchObject({
			lineItems: [{ price: null }],
			warnings: [UNREADABLE],
		});
		expect(read({ promotions: [{ code: 'A', value: price }] })).toMatchObject({
			promotions: [{ code: 'A', value: null }],
			warnings: [UNREADABLE],
		});
	});

	it.each([[' '], [null]])('takes %j for unknown, without a warning', (blank) => {
		const names = ['cart_token', 'store_url', 'platform', 'abandoned_checkout_url', 'total_price'];
		const blanks = Object.fromEntries(names.map((name) => [name, blank]));
		expect(read({ ...blanks, currency: blank, utm_parameters: blank })).toMatchObject({
			token: null,
			storeUrl: null,
			platform: null,
			recoveryUrl: null,
			total: null,
			currency: 'INR',
			utm: {},
			warnings: [],
		});
	});

	it('never validates or recomputes totals', () => {
		const totals = { original_total_price: 10, total_discount: 900, total_price: 8500 };
		expect(read(totals)).toMatchObject({ originalTotal: 10, discountTotal: 900, total: 8500 });
		expect(read({ ...totals, total_price: null })).toMatchObject({ total: null });
	});

	it.each([
		['INR', 499.99],
		['JPY', 49999],
		['KWD', 49.999],
	])('divides minor units of %s', (currency, expected) => {
		expect(read({ currency, total_price: 49999 }, { amountUnit: 'minor' }).total).toBe(expected);
	});

	it('warns of a link that is none', () => {
		const invalid = { recoveryUrl: null, warnings: ['recovery_url_invalid'] };
		expect(read({ abandoned_checkout_url: 'javascript:alert(1)' })).toMatchObject(invalid);
	});

	it.each([['text'], [null], [[{ cart_id: 1 }]]])('looks for data where there is %j', (data) => {
		expect(parseCheckout(data, 'ecom360', INDIAN_RULES)).toEqual({ ok: false, error: ['data'] });
	});

	it.each([
		[{}],
		[{ email: 'asha@example.com' }],
		[{ cart_id: '', line_items: [] }],
		[{ cart_id: {} }],
	])('names paths, never values, where %j identifies no cart', (data) => {
		const flat = ['cartId', 'cartToken', 'abandonedCheckoutUrl', 'lineItems'];
		expect(parseCheckout(data, 'ecom360', INDIAN_RULES)).toMatchObject({ error: CHECKOUT_PATHS });
		expect(parseCheckout(data, 'occ', INDIAN_RULES)).toMatchObject({ error: flat });
	});

	it.each([
		[{ cart_id: 1 }],
		[{ cart_token: 't' }],
		[{ abandoned_checkout_url: 'https://shop.example/a' }],
		[{ line_items: [{ title: 'Mug' }] }],
	])('takes %j for a checkout', (data) => {
		expect(parseCheckout(data, 'ecom360', INDIAN_RULES)).toMatchObject({ ok: true });
	});
});

describe('a checkout that was completed', () => {
	it.each<[object, string[]]>([
		[{ completed_at: '2026-01-31T10:00:00Z' }, ['checkout_completed']],
		[{ completedAt: 1769853600 }, ['checkout_completed']],
		[{ order_id: 5123456789 }, ['checkout_completed']],
		[{ completed_at: null, order_id: '' }, []],
		[{ completed_at: 'null', order_id: 'NA' }, []],
		[{ completed_at: false, order_id: 0 }, []],
	])('is known by %j', (sent, warnings) => {
		const data = { cart_id: 1, ...sent };
		expect([...aCheckout({ event: 'ABANDONED_CHECKOUT', data }).warnings]).toEqual(warnings);
	});
});
