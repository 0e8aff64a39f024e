import { describe, expect, it } from '@jest/globals';

import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { aCheckout, anEcom360Body } from '../../support/checkout.mts';

function cart(changes: JsonObject) {
	return aCheckout(anEcom360Body(changes)).cart;
}

function lineItem(sent: JsonObject) {
	const [item] = cart({ line_items: [sent] }).lineItems;
	return item;
}

describe('line items', () => {
	const unknown = {
		productId: null,
		variantId: null,
		sku: null,
		title: null,
		price: null,
		quantity: null,
		weightGrams: null,
		imageUrl: null,
	};

	it.each<[string, JsonObject, JsonObject]>([
		['the title', { title: 'Mug', name: 'no', sku: 'S' }, { title: 'Mug', sku: 'S' }],
		['the name', { title: '', name: 'Mug', sku: 'S' }, { title: 'Mug', sku: 'S' }],
		['the SKU', { title: null, name: ' ', sku: 'S' }, { title: 'S', sku: 'S' }],
		['the SKU name', { skuName: 'S' }, { title: 'S', sku: 'S' }],
		['nothing', {}, {}],
	])('take for a title %s', (_, sent, expected) => {
		expect(lineItem(sent)).toEqual({ ...unknown, ...expected });
	});

	it.each<[string, JsonObject, number | null]>([
		['price', { price: 5, discountedPrice: 4, originalPrice: 6 }, 5],
		['discountedPrice', { discountedPrice: 4, originalPrice: 6 }, 4],
		['originalPrice', { price: '', discounted_price: null, original_price: '6.00' }, 6],
		['a price of zero', { price: 0, originalPrice: 6 }, 0],
	])('take for a price %s', (_, sent, expected) => {
		expect(lineItem(sent)).toMatchObject({ price: expected });
	});

	const [A, B, C] = ['https://a.example/1', 'https://b.example/1', 'https://c.example/1'];
	it.each<[string, JsonObject, string | null]>([
		['image_url', { image_url: A, imageUrlStr: B }, A],
		['imageUrlStr', { imageUrlStr: B }, B],
		['imageS3UrlStr', { imageUrlStr: '', imageS3UrlStr: C }, C],
		['no address at all', { image_url: 'picture.png', imageUrlStr: 'data:image/png,x' }, null],
	])('take for a picture %s', (_, sent, expected) => {
		expect(lineItem(sent)).toMatchObject({ imageUrl: expected });
	});

	it.each<[JsonObject, number | null]>([
		[{ gram: 200 }, 200],
		[{ gram: '', grams: '150.5' }, 150.5],
		[{ gram: 'heavy' }, null],
	])('take for a weight %j', (sent, expected) => {
		expect(lineItem(sent)).toMatchObject({ weightGrams: expected });
	});

	const mug = { title: 'Mug' };
	const none = { lineItems: [], lineItemCount: null, quantity: null };
	it.each<[string, unknown, object]>([
		['null', null, none],
		['missing', undefined, none],
		['empty', [], { lineItems: [], lineItemCount: 0, quantity: 0 }],
		['one object', { ...mug, quantity: 2 }, { lineItemCount: 1, quantity: 2 }],
		['an object around them', { currency: 'INR', items: [mug] }, { lineItems: [mug] }],
		['without quantities', [mug], { lineItemCount: 1, quantity: null }],
		['partly without', [{ quantity: '2' }, {}, { quantity: 3 }], { lineItemCount: 3, quantity: 5 }],
		['of broken quantities', [{ quantity: 0.1 }, { quantity: '0.2' }], { quantity: 0.3 }],
		['more than a number can hold', [{ quantity: 1e308 }, { quantity: 1e308 }], { quantity: null }],
		['with strangers among them', [null, 'x', mug], { lineItemCount: 1 }],
	])('may be %s', (_, sent, expected) => {
		expect(cart({ line_items: sent })).toMatchObject(expected);
	});

	it('keep a title as it was sent', () => {
		const title = 'चाय\n\tका كوب ☕️ 👩🏽‍💻';
		expect(lineItem({ title })).toMatchObject({ title });
	});
});

describe('promotions', () => {
	const [a, b, unnamed] = [
		{ code: 'A', value: 5 },
		{ code: 'B', value: null },
		{ code: null, value: 5 },
	];
	it.each<[string, unknown, object]>([
		['null', null, { promotions: [], couponCode: null }],
		['empty', [], { promotions: [], couponCode: null }],
		['one object', a, { promotions: [a], couponCode: 'A' }],
		['several', [{ code: 'A', value: '5.00' }, b], { promotions: [a, b], couponCode: 'A' }],
		['without a code at first', [unnamed, b], { promotions: [unnamed, b], couponCode: 'B' }],
	])('may be %s', (_, sent, expected) => {
		expect(cart({ promotions: sent })).toMatchObject(expected);
	});
});

describe('UTM parameters', () => {
	// What may hold named texts is tabled in test/unit/payload/readers.test.ts.
	it('are named texts', () => {
		const utm_parameters = [{ name: 'utm_source', value: 'ad' }, { name: 'utm_id', value: 7 }, 'x'];
		expect(cart({ utm_parameters }).utm).toEqual({ utm_source: 'ad', utm_id: '7' });
	});

	it.each([
		'{"__proto__":"p","constructor":"c","toString":"t"}',
		'[{"name":"__proto__","value":"p"},{"name":"constructor","value":"c"},{"name":"toString","value":"t"}]',
	])('take __proto__, constructor and toString for names: %s', (sent) => {
		const { utm } = cart({ utm_parameters: JSON.parse(sent) as unknown });
		expect(Object.entries(utm)).toEqual([
			['__proto__', 'p'],
			['constructor', 'c'],
			['toString', 't'],
		]);
		expect(Object.getPrototypeOf(utm)).toBe(Object.prototype);
	});
});
