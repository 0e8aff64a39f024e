import { describe, expect, it } from '@jest/globals';

import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { aCheckout } from '../../support/checkout.mts';

function read(data: JsonObject) {
	const { cart, warnings } = aCheckout({
		event: 'ABANDONED_CHECKOUT',
		data: { cart_id: 1, ...data },
	});
	return [cart.currency, cart.total, ...warnings];
}

describe('the currency of a cart', () => {
	it.each<[string, JsonObject, unknown[]]>([
		['the event', { currency: 'AED', total_price: '₹45' }, ['AED', 45]],
		['the first line', { line_items: [{ currency: 'USD' }], total_price: '€45' }, ['USD', 45]],
		['a sign in the total', { total_price: '€45.00' }, ['EUR', 45]],
		['a code in the total', { total_price: 'AED 45' }, ['AED', 45]],
		['a word behind the total', { total_price: '1,299.00 Rs' }, ['INR', 1299]],
		['a price', { total_price: 45, line_items: [{ price: '£45' }] }, ['GBP', 45]],
		[
			'a clear mark before a shared one',
			{ total_price: '$45', total_discount: 'CAD 5' },
			['CAD', 45],
		],
		['a mark in its own field', { currency: '€', total_price: 45 }, ['EUR', 45]],
		['a rupee sign', { currency: '₹' }, ['INR', null]],
		['a pound sign', { currency: '£' }, ['GBP', null]],
		['a word', { currency: 'Rs.' }, ['INR', null]],
		['a code in lower case', { currency: 'aed' }, ['AED', null]],
		['an object with a code', { currency: { code: 'AED', name: 'x' } }, ['AED', null]],
		['an object with a currency_code', { currency: { currency_code: 'usd' } }, ['USD', null]],
		['an object with a name', { currency: { name: '€' } }, ['EUR', null]],
		['an object in the first line', { line_items: [{ currency: { code: 'USD' } }] }, ['USD', null]],
		[
			'a clear mark in an amount before a shared one in the field',
			{ currency: '$', total_price: 'CAD 45' },
			['CAD', 45],
		],
		['the option where nothing names one', { total_price: '45' }, ['INR', 45]],
	])('is named by %s', (_, data, expected) => {
		expect(read(data)).toEqual(expected);
	});

	it('is assumed, with a warning, where the mark is one of several', () => {
		expect(read({ total_price: '$45.00' })).toEqual(['USD', 45, 'currency_assumed']);
		expect(read({ currency: '$', total_price: 45 })).toEqual(['USD', 45, 'currency_assumed']);
		expect(read({ currency: { code: '$' } })).toEqual(['USD', null, 'currency_assumed']);
	});

	it('is that of a mark where the name cannot be read', () => {
		const unread = 'currency_unreadable';
		expect(read({ currency: 'dollars', total_price: '€45' })).toEqual(['EUR', 45, unread]);
		expect(read({ currency: 'XQZ', total_price: '€45' })).toEqual(['EUR', 45, unread]);
		expect(read({ currency: { name: 'dollars' } })).toEqual(['INR', null, unread]);
		expect(read({ currency: {} })).toEqual(['INR', null, unread]);
		expect(read({ currency: ['USD'] })).toEqual(['INR', null, unread]);
	});
});

describe('what a cart adds up to', () => {
	it('has no binary dust', () => {
		const { cart } = aCheckout({
			event: 'ABANDONED_CHECKOUT',
			data: { cart_id: 1, line_items: [{ quantity: 0.1 }, { quantity: '0.2' }] },
		});
		expect(cart.quantity).toBe(0.3);
	});

	it('is unknown where no number can hold it', () => {
		const line_items = [{ quantity: 1e308 }, { quantity: 1e308 }];
		const data = { cart_id: 1, line_items };
		expect(aCheckout({ event: 'ABANDONED_CHECKOUT', data }).cart.quantity).toBeNull();
	});
});
