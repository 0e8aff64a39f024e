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
		[
			'camelCase, flat',
			{ cartId: 'cart_1', cartToken: 'token1', lineItems: [{ productId: 'p1' }] },
		],
	])('reads keys in %s', (_, body) => {
		expect(aCheckout(body).cart).toMatchObject({
			id: 'cart_1',
			token: 'token1',
			lineItems: [{ productId: 'p1' }],
		});
	});

	it.each([
		['strings', 'cart_1', 'cart_1'],
		['numbers', 75355, '75355'],
		['large numbers', 8181897822385, '8181897822385'],
	])('reads ids that are %s as strings', (_, id, expected) => {
		const body = anOccBody({ cartId: id, lineItems: [{ reference: id, variantId: id }] });
		const { cart } = aCheckout(body);
		expect(cart.id).toBe(expected);
		expect(cart.lineItems).toMatchObject([{ productId: expected, variantId: expected }]);
	});

	it.each([
		['a text with a group and a currency sign', '₹1,299.00', 1299],
		['zero', 0, 0],
	])('reads prices: %s', (_, price, expected) => {
		const checkout = read({ total_price: price, line_items: [{ price }] });
		expect(checkout).toMatchObject({ total: expected, lineItems: [{ price: expected }] });
		expect(checkout.warnings).toEqual([]);
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
		['its own', { currency: 'usd' }, 'USD', []],
		["the first line item's", { line_items: [{ currency: 'AED' }] }, 'AED', []],
		['the assumed one', {}, 'INR', []],
		['the assumed one for a blank', { currency: '' }, 'INR', []],
		[
			'the assumed one for a word, with a warning',
			{ currency: 'money' },
			'INR',
			['currency_unreadable'],
		],
	])('takes the currency: %s', (_, changes, currency, warnings) => {
		expect(read(changes)).toMatchObject({ currency, warnings });
	});

	it.each([
		['INR', 499.99],
		['JPY', 49999],
		['KWD', 49.999],
	])('divides minor units of %s', (currency, expected) => {
		expect(read({ currency, total_price: 49999 }, { amountUnit: 'minor' }).total).toBe(expected);
	});

	it('keeps the link, and warns of one that is none', () => {
		const recoveryUrl = 'https://shop.example/a?b#c';
		expect(read({ abandoned_checkout_url: recoveryUrl })).toMatchObject({
			recoveryUrl,
			warnings: [],
		});
		expect(read({ abandoned_checkout_url: 'javascript:alert(1)' })).toMatchObject({
			recoveryUrl: null,
			warnings: ['recovery_url_invalid'],
		});
	});

	it.each([
		['no object', 'text', ['data']],
		['null', null, ['data']],
		['a list', [{ cart_id: 1 }], ['data']],
	])('names what was looked for where data is %s', (_, data, issues) => {
		expect(parseCheckout(data, 'ecom360', INDIAN_RULES)).toEqual({ ok: false, error: issues });
	});

	it.each([
		[{}],
		[{ email: 'asha@example.com' }],
		[{ cart_id: '', line_items: [] }],
		[{ cart_id: {} }],
	])('names paths, never values, where %j identifies no cart', (data) => {
		expect(parseCheckout(data, 'ecom360', INDIAN_RULES)).toEqual({
			ok: false,
			error: CHECKOUT_PATHS,
		});
		expect(parseCheckout(data, 'occ', INDIAN_RULES)).toEqual({
			ok: false,
			error: ['cartId', 'cartToken', 'abandonedCheckoutUrl', 'lineItems'],
		});
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
