import { describe, expect, it } from '@jest/globals';

import {
	duplicateKeys,
	type DuplicatesBy,
	type EventIdentity,
} from '../../../nodes/Ecom360/trigger/duplicates';

type Names = Parameters<typeof duplicateKeys>[0];

const names = { id: 'id1', fingerprint: 'f1' };
const another = { id: 'id2', fingerprint: 'f2' };
const sameId = { id: 'id1', fingerprint: 'f2' };
const cart = { id: 'c1', token: 't1', storeUrl: 'https://www.Shop.example/' };
const customer = { phone: '+916000376569', email: 'asha@example.com' };
const checkout: EventIdentity = { event: 'abandonedCheckout', cart, customer };
const payment: EventIdentity = { event: 'paymentFailed', payment: { id: 'p1' }, customer };

const withCart = (changes: Partial<NonNullable<EventIdentity['cart']>>): EventIdentity => ({
	...checkout,
	cart: { ...cart, ...changes },
});
const by = (changes: Partial<EventIdentity['customer']>): EventIdentity => ({
	...checkout,
	customer: { ...customer, ...changes },
});

/** Whether one delivery is a duplicate of another, which is called `id1` and `f1`. */
function isDuplicate(
	rule: DuplicatesBy,
	one: EventIdentity,
	otherNames: Names,
	other: EventIdentity = one,
): boolean {
	const first = duplicateKeys(names, one, [rule]);
	const second = duplicateKeys(otherNames, other, [rule]);
	return first.some((key) => second.includes(key));
}

describe('duplicateKeys', () => {
	const nothing = withCart({ id: null, token: null, storeUrl: null });
	const cartless = withCart({ id: null, token: null });
	const shopperless = by({ phone: null, email: null });
	const later = { ...payment, payment: { id: 'p1', status: 'SUCCESS' } };
	const success = { ...payment, event: 'paymentSuccess' };

	it.each<[DuplicatesBy, string, EventIdentity, Names, EventIdentity, boolean]>([
		['event', 'the same body, another id', checkout, { ...names, id: 'id2' }, checkout, true],
		['event', 'the same id and cart', checkout, sameId, checkout, true],
		['event', 'the same id, another cart', checkout, sameId, withCart({ id: 'c2' }), false],
		['event', 'the same cart alone', checkout, another, checkout, false],
		['event', 'a fingerprint as id', checkout, { id: 'f1', fingerprint: 'f2' }, checkout, false],
		['event', 'the token for an id', withCart({ id: null }), sameId, withCart({ id: null }), true],
		['event', 'neither id nor token', nothing, sameId, nothing, false],
		['event', 'the same payment', payment, sameId, payment, true],
		['event', 'the payment with a new status', payment, sameId, later, false],
		['event', 'another event of the payment', payment, sameId, success, false],
		['cart', 'the same cart', checkout, another, checkout, true],
		[
			'cart',
			'its store written anew',
			checkout,
			another,
			withCart({ storeUrl: 'shop.example' }),
			true,
		],
		['cart', 'another cart', checkout, another, withCart({ id: 'c2' }), false],
		['cart', 'another store', checkout, another, withCart({ storeUrl: 'b.example' }), false],
		['shopper', 'another cart', checkout, another, withCart({ id: 'c2' }), true],
		['shopper', 'another shopper', checkout, another, by({ phone: '+916000376570' }), false],
		['shopper', 'another store', checkout, another, withCart({ storeUrl: 'b.example' }), false],
		[
			'shopper',
			'email without a phone',
			by({ phone: null }),
			another,
			by({ phone: null, email: 'Asha@Example.com' }),
			true,
		],
		['cart', 'no cart to judge by', cartless, another, cartless, false],
		['cart', 'no cart, the same body', cartless, { ...names, id: 'id2' }, cartless, true],
		['shopper', 'no shopper to judge by', shopperless, another, shopperless, false],
		['shopper', 'a payment', payment, another, payment, false],
		['cart', 'a payment', payment, another, payment, false],
	])('by %s: %s', (rule, _, one, otherNames, other, expected) => {
		expect(isDuplicate(rule, one, otherNames, other)).toBe(expected);
	});

	it('knows both the cart and the shopper again where it cannot be read which of them counts', () => {
		const keysOf = (rules: DuplicatesBy[]) => duplicateKeys(names, checkout, rules);
		expect(keysOf(['event', 'cart', 'shopper'])).toEqual([
			...new Set([...keysOf(['cart']), ...keysOf(['shopper'])]),
		]);
	});

	it('holds no data of the shopper and no long text', () => {
		const long = withCart({ id: 'c'.repeat(1_000_000) });
		for (const key of duplicateKeys(names, long, ['shopper'])) {
			expect(key.length).toBeLessThanOrEqual(64);
			expect(key).not.toContain('6000376569');
		}
	});
});
