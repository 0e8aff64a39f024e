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

	it.each<[string, JsonObject, string | null]>([
		[
			'image_url',
			{ image_url: 'https://a.example/1', imageUrlStr: 'https://b.example' },
			'https://a.example/1',
		],
		['imageUrlStr', { imageUrlStr: 'https://b.example/1' }, 'https://b.example/1'],
		[
			'imageS3UrlStr',
			{ imageUrlStr: '', imageS3UrlStr: 'https://c.example/1' },
			'https://c.example/1',
		],
		['no address at all', { image_url: 'picture.png', imageUrlStr: 'data:image/png,x' }, null],
	])('take for a picture %s', (_, sent, expected) => {
		expect(lineItem(sent)).toMatchObject({ imageUrl: expected });
	});

	it.each<[JsonObject, number | null]>([
		[{ gram: 200 }, 200],
		[{ grams: 200 }, 200],
		[{ gram: '200' }, 200],
		[{ gram: '', grams: '150.5' }, 150.5],
		[{ gram: 'heavy' }, null],
	])('take for a weight %j', (sent, expected) => {
		expect(lineItem(sent)).toMatchObject({ weightGrams: expected });
	});

	it.each<[string, unknown, object]>([
		['null', null, { lineItems: [], lineItemCount: null, quantity: null }],
		['missing', undefined, { lineItems: [], lineItemCount: null, quantity: null }],
		['empty', [], { lineItems: [], lineItemCount: 0, quantity: 0 }],
		['one object', { title: 'Mug', quantity: 2 }, { lineItemCount: 1, quantity: 2 }],
		[
			'an object with its own currency',
			{ currency: 'INR', items: [{ title: 'Mug' }] },
			{ lineItemCount: 1, lineItems: [{ title: 'Mug' }] },
		],
		['without quantities', [{ title: 'Mug' }], { lineItemCount: 1, quantity: null }],
		[
			'with some quantities',
			[{ quantity: '2' }, {}, { quantity: 3 }],
			{ lineItemCount: 3, quantity: 5 },
		],
		['with strangers among them', [null, 'x', { title: 'Mug' }], { lineItemCount: 1 }],
	])('may be %s', (_, sent, expected) => {
		expect(cart({ line_items: sent })).toMatchObject(expected);
	});

	it('keep a title as it was sent', () => {
		const title = 'चाय\n\tका كوب ☕️ 👩🏽‍💻';
		expect(lineItem({ title })).toMatchObject({ title });
	});
});

describe('promotions', () => {
	it.each<[string, unknown, object]>([
		['null', null, { promotions: [], couponCode: null }],
		['empty', [], { promotions: [], couponCode: null }],
		[
			'one object',
			{ code: 'A', value: 5 },
			{ promotions: [{ code: 'A', value: 5 }], couponCode: 'A' },
		],
		[
			'several',
			[
				{ code: 'A', value: '5.00' },
				{ code: 'B', value: 6 },
			],
			{
				promotions: [
					{ code: 'A', value: 5 },
					{ code: 'B', value: 6 },
				],
				couponCode: 'A',
			},
		],
		[
			'without a code at first',
			[{ code: '', value: 5 }, { code: 'B' }],
			{
				promotions: [
					{ code: null, value: 5 },
					{ code: 'B', value: null },
				],
				couponCode: 'B',
			},
		],
	])('may be %s', (_, sent, expected) => {
		expect(cart({ promotions: sent })).toMatchObject(expected);
	});
});

describe('UTM parameters', () => {
	it.each<[string, unknown, object]>([
		[
			'an object',
			{ utm_source: 'ad', utm_id: 7, utm_medium: ' ' },
			{ utm_source: 'ad', utm_id: '7' },
		],
		[
			'a list',
			[{ name: 'utm_source', value: 'ad' }, { name: '', value: 'v' }, 'x'],
			{ utm_source: 'ad' },
		],
		['null', null, {}],
	])('may be %s', (_, sent, expected) => {
		expect(cart({ utm_parameters: sent }).utm).toEqual(expected);
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
