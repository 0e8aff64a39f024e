import { describe, expect, it } from '@jest/globals';

import {
	duplicateKeys,
	type DuplicatesBy,
	type EventIdentity,
} from '../../../nodes/Ecom360/trigger/duplicates';

const names = { id: 'id1', fingerprint: 'f1' };
const event = 'abandonedCheckout';
const cart = { id: 'c1', token: 't1', storeUrl: 'https://www.Shop.example/' };
const customer = { phone: '+916000376569', email: 'asha@example.com' };
const checkout: EventIdentity = { event, cart, customer };
const payment: EventIdentity = { event: 'paymentFailed', payment: { id: 'p1' }, customer };

/** Whether two deliveries are duplicates of each other. */
function isDuplicate(
	one: { names?: object; subject?: EventIdentity },
	other: { names?: object; subject?: EventIdentity },
	by: DuplicatesBy = 'event',
): boolean {
	const [first, second] = [one, other].map(({ names: changes, subject = checkout }) =>
		duplicateKeys({ ...names, ...changes }, subject, [by]),
	);
	return first?.some((key) => second?.includes(key)) ?? false;
}

const another = { id: 'id2', fingerprint: 'f2' };
const withCart = (changes: Partial<typeof cart> | { id: null }): EventIdentity => ({
	...checkout,
	cart: { ...cart, ...changes },
});
const by = (changes: Partial<EventIdentity['customer']>, subject = checkout): EventIdentity => ({
	...subject,
	customer: { ...customer, ...changes },
});

describe('duplicateKeys', () => {
	it.each<[string, object, EventIdentity | undefined, boolean]>([
		['the same body under another id', { id: 'id2' }, undefined, true],
		['the same id and cart in another body', { fingerprint: 'f2' }, undefined, true],
		['the same id over another cart', { fingerprint: 'f2' }, withCart({ id: 'c2' }), false],
		['another id and body with the same cart', another, undefined, false],
		["another delivery's fingerprint as id", { id: 'f1', fingerprint: 'f2' }, undefined, false],
	])('by event: %s', (_, changes, subject, expected) => {
		expect(isDuplicate({}, { names: changes, ...(subject && { subject }) })).toBe(expected);
	});

	it('takes the token for a cart without an id, and neither for no cart at all', () => {
		const token = withCart({ id: null });
		const copy = { names: { fingerprint: 'f2' }, subject: token };
		expect(isDuplicate({ subject: token }, copy)).toBe(true);
		const nothing = { ...checkout, cart: { id: null, token: null, storeUrl: null } };
		expect(isDuplicate({ subject: nothing }, { ...copy, subject: nothing })).toBe(false);
	});

	it('knows a payment by id and payment, and another event of it as another', () => {
		const copy = { names: { fingerprint: 'f2' }, subject: payment };
		expect(isDuplicate({ subject: payment }, copy)).toBe(true);
		const later = { ...payment, payment: { id: 'p1', status: 'SUCCESS' } };
		expect(isDuplicate({ subject: payment }, { ...copy, subject: later })).toBe(false);
		const success = { ...payment, event: 'paymentSuccess' };
		expect(isDuplicate({ subject: payment }, { ...copy, subject: success })).toBe(false);
	});

	it.each<[DuplicatesBy, string, EventIdentity, boolean]>([
		['cart', 'the same cart', checkout, true],
		[
			'cart',
			'the same cart, its store written otherwise',
			withCart({ storeUrl: 'shop.example' }),
			true,
		],
		['cart', 'another cart', withCart({ id: 'c2' }), false],
		['cart', 'the same cart in another store', withCart({ storeUrl: 'b.example' }), false],
		['shopper', 'the same shopper with another cart', withCart({ id: 'c2' }), true],
		['shopper', 'another shopper', by({ phone: '+916000376570' }), false],
		['shopper', 'the same shopper in another store', withCart({ storeUrl: 'b.example' }), false],
		['event', 'the same cart and shopper', checkout, false],
	])('by %s: %s', (rule, _, subject, expected) => {
		expect(isDuplicate({}, { names: another, subject }, rule)).toBe(expected);
	});

	it('knows a shopper without a phone by email, however it is written', () => {
		const one = by({ phone: null });
		const other = by({ phone: null, email: 'Asha@Example.com' });
		expect(isDuplicate({ subject: one }, { names: another, subject: other }, 'shopper')).toBe(true);
	});

	it.each<[DuplicatesBy, EventIdentity]>([
		['cart', { ...checkout, cart: { id: null, token: null, storeUrl: 'shop.example' } }],
		['shopper', by({ phone: null, email: null })],
		['shopper', payment],
		['cart', payment],
	])('judges as an event what it cannot judge by %s', (rule, subject) => {
		expect(isDuplicate({ subject }, { names: another, subject }, rule)).toBe(false);
		expect(isDuplicate({ subject }, { names: { id: 'id2' }, subject }, rule)).toBe(true);
	});

	it('knows both the cart and the shopper again where it cannot be read which of them counts', () => {
		const keysOf = (by: DuplicatesBy[]) => duplicateKeys(names, checkout, by);
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
