import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/v4-mini';

import { part, renamed } from '../../../nodes/Ecom360/payload/renamed';

describe('renamed', () => {
	const schema = part(
		z.object({ cartId: z.unknown(), shippingAddress: z.unknown(), address1: z.unknown() }),
	);
	const nothing = { cartId: undefined, shippingAddress: undefined, address1: undefined };
	const read = (sent: unknown) => z.parse(schema, sent);

	it.each(['cartId', 'cart_id', 'CART_ID', 'Cart_id', 'cart-id', 'CartID', 'cart id'])(
		'reads the spelling %s',
		(key) => {
			expect(read({ [key]: 7 })).toEqual({ ...nothing, cartId: 7 });
		},
	);

	it('keeps digits apart from other names', () => {
		expect(read({ address_1: 'a', address2: 'b' })).toEqual({ ...nothing, address1: 'a' });
	});

	it.each([[null], [undefined], ['text'], [7], [true], [[{ cartId: 1 }]]])(
		'finds nothing in %j',
		(source) => {
			expect(read(source)).toEqual(nothing);
		},
	);

	it.each([[''], ['  '], [null]])('prefers the spelling that is not %j', (blank) => {
		expect(read({ cart_id: blank, cartId: 'c1' })).toMatchObject({ cartId: 'c1' });
		expect(read({ cartId: 'c1', cart_id: blank })).toMatchObject({ cartId: 'c1' });
	});

	it('takes the first of two spellings that both hold something', () => {
		expect(read({ cart_id: 'first', cartId: 'second' })).toMatchObject({ cartId: 'first' });
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

	it('still reads its names after thousands of unknown ones', () => {
		for (let index = 0; index < 2_000; index += 1) read({ [`unknown_${index}`]: index });
		expect(read({ CART_ID: 1 })).toMatchObject({ cartId: 1 });
	});

	it('refuses anything but an object where there must be one', () => {
		const must = renamed(z.object({ cartId: z.unknown() }));
		expect(z.safeParse(must, 'text').error?.issues).toMatchObject([{ path: [] }]);
		expect(z.parse(must, { cart_id: 7 })).toEqual({ cartId: 7 });
	});

	it("names what a field refuses by zod's own paths", () => {
		const inner = renamed(z.object({ weightGrams: z.nullish(z.number()) }));
		const outer = renamed(z.object({ lineItems: z.nullish(z.array(inner)) }));
		const { error } = z.safeParse(outer, {
			line_items: [{ weight_grams: 1 }, { WeightGrams: 'x' }],
		});
		expect(error?.issues.map(({ path }) => path)).toEqual([['lineItems', 1, 'weightGrams']]);
	});
});
