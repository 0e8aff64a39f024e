import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/v4-mini';

import { all, first, list, one, renamed } from '../../../nodes/Ecom360/payload/renamed';

describe('renamed', () => {
	const sent = all((values) => values);
	const schema = renamed(z.object({ cartId: sent, shippingAddress: sent, address1: sent }));
	const nothing = { cartId: [], shippingAddress: [], address1: [] };
	const read = (object: unknown) => z.parse(schema, object);

	it.each(['cartId', 'cart_id', 'CART_ID', 'Cart_id', 'cart-id', 'CartID', 'cart id'])(
		'reads the spelling %s',
		(key) => {
			expect(read({ [key]: 7 })).toEqual({ ...nothing, cartId: [7] });
		},
	);

	it('keeps digits apart from other names', () => {
		expect(read({ address_1: 'a', address2: 'b' })).toEqual({ ...nothing, address1: ['a'] });
	});

	it.each([[''], ['  '], [null]])('leaves out %j', (blank) => {
		expect(read({ cart_id: blank, cartId: 'c1' })).toMatchObject({ cartId: ['c1'] });
	});

	it('keeps what several spellings hold, in their order', () => {
		const object = { cart_id: 'first', CARTID: 'second', cartId: 'third' };
		expect(read(object)).toMatchObject({ cartId: ['first', 'second', 'third'] });
	});

	it("reads a field's own name first, then its other names in their order", () => {
		const named = renamed(z.object({ sku: sent }), { sku: ['skuName', 'skuCode'] });
		const object = { sku_code: 3, SkuName: 2, sku: 1 };
		expect(z.parse(named, object)).toEqual({ sku: [1, 2, 3] });
	});

	it('reads own keys only, so that nothing is inherited', () => {
		const inheriting: unknown = Object.create({ cartId: 'inherited' });
		expect(read(inheriting)).toEqual(nothing);
	});

	it('takes __proto__, constructor and toString for names like any other', () => {
		const sent: unknown = JSON.parse(
			'{"__proto__":{"cartId":"x"},"constructor":1,"toString":"said"}',
		);
		expect(read(sent)).toEqual(nothing);
		expect(({} as Record<string, unknown>)['cartId']).toBeUndefined();
	});

	it.each([[null], [undefined], ['text'], [7], [true], [[{ cartId: 1 }]]])(
		'refuses %j, which is no object',
		(object) => {
			expect(z.safeParse(schema, object).error?.issues).toMatchObject([{ path: [] }]);
		},
	);
});

describe('the fields of an object', () => {
	const inner = z.object({ sku: first((value) => value), price: first(Number) });
	const read = (field: z.ZodMiniType, sent: unknown) =>
		z.parse(renamed(z.object({ field })), { field: sent }).field;

	it('first: takes the first value that can be read', () => {
		const even = first((value) => (Number(value) % 2 === 0 ? value : null));
		const object = renamed(z.object({ field: even }));
		expect(z.parse(object, { field: 1, Field: 4, FIELD: 6 })).toEqual({ field: 4 });
		expect(z.parse(object, { field: 1 })).toEqual({ field: null });
		expect(z.parse(object, {})).toEqual({ field: null });
	});

	it.each([[undefined], [null], ['text'], [7], [[{ sku: 1 }]]])(
		'one: has no fields in %j',
		(sent) => {
			expect(read(one(inner), sent)).toEqual({ sku: undefined, price: NaN });
		},
	);

	it('one: takes the first value that is an object', () => {
		const object = renamed(z.object({ field: one(inner) }));
		const sent = { field: 'text', Field: { SKU: 'a', price: '2' } };
		expect(z.parse(object, sent)).toEqual({ field: { sku: 'a', price: 2 } });
	});

	const [a, b] = [
		{ sku: 'a', price: 1 },
		{ sku: 'b', price: 2 },
	];
	it.each([
		['an array', [{ SKU: 'a', price: 1 }, 7, b]],
		['an object by index', { 0: a, 2: b }],
		['an object by any key', { sku: a, total: 3, x: b }],
		['lists by any key', { line_item: [a, b] }],
		['edges', { edges: [{ node: a }, { node: b }], pageInfo: {} }],
		['nodes', { pageInfo: {}, Nodes: [a, b] }],
		['a list of edges', [{ node: a }, { cursor: 'c', node: b }]],
	])('list: reads %s', (_form, sent) => {
		expect(read(list(inner), sent)).toEqual([a, b]);
	});

	it('list: takes an object that looks like an entry for one', () => {
		const sent = { sku: 'a', price: 1, discounts: [{ code: 'X' }] };
		expect(read(list(inner), sent)).toEqual([{ sku: 'a', price: 1 }]);
	});

	it.each([
		...[[], {}, { edges: [] }, { edges: [{ node: null }] }].map((sent) => [sent, []] as const),
		...[undefined, null, '', 'text', 7, true].map((sent) => [sent, null] as const),
	])('list: there is nothing in %j, and a list only of what is one', (sent, expected) => {
		expect(read(list(inner), sent)).toEqual(expected);
	});
});
