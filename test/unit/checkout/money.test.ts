import { describe, expect, it } from '@jest/globals';

import { isLocale, minorUnits, moneyWriter } from '../../../nodes/Ecom360/checkout/money';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { aCheckout } from '../../support/checkout.mts';

describe('moneyWriter', () => {
	it.each([
		[8500, 'INR', 'en-IN', '₹8,500.00'],
		[0, 'INR', 'en-IN', '₹0.00'],
		[1234, 'JPY', 'en-US', '¥1,234'],
		[1234.5, 'EUR', 'de-DE', '1.234,50\u00A0€'],
	])('writes %d %s in %s', (amount, currency, locale, expected) => {
		expect(moneyWriter(currency, locale)(amount)).toBe(expected);
	});

	it.each([
		['rupees', 'en-IN'],
		['INR', 'not a locale'],
		['', 'en-IN'],
	])('writes the bare number for currency %j and locale %j', (currency, locale) => {
		expect(moneyWriter(currency, locale)(8500.5)).toBe('8500.5');
	});

	it('still writes money after many currencies and locales', () => {
		const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
		for (const a of letters) for (const b of letters) moneyWriter(`X${a}${b}`, 'en-IN')(1);
		expect(moneyWriter('INR', 'en-IN')(8500)).toBe('₹8,500.00');
	});
});

describe('minorUnits', () => {
	it.each([
		['INR', 100],
		['JPY', 1],
		['KWD', 1000],
		['not a currency', 100],
	])('of %s is %d', (currency, expected) => {
		expect(minorUnits(currency)).toBe(expected);
	});
});

describe('isLocale', () => {
	it.each([
		['en-IN', true],
		['en_IN', false],
		['', false],
	])('says of %j: %s', (tag, expected) => {
		expect(isLocale(tag)).toBe(expected);
	});
});

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
		['a clear mark first', { total_price: '$45', total_discount: 'CAD 5' }, ['CAD', 45]],
		['a mark in its own field', { currency: '€', total_price: 45 }, ['EUR', 45]],
		['a rupee sign', { currency: '₹' }, ['INR', null]],
		['a word', { currency: 'Rs.' }, ['INR', null]],
		['a code in lower case', { currency: 'aed' }, ['AED', null]],
		['an object with a code', { currency: { code: 'AED', name: 'x' } }, ['AED', null]],
		['an object with a currency_code', { currency: { currency_code: 'usd' } }, ['USD', null]],
		['an object with a name', { currency: { name: '€' } }, ['EUR', null]],
		['an object in the first line', { line_items: [{ currency: { code: 'USD' } }] }, ['USD', null]],
		['a clear mark in an amount first', { currency: '$', total_price: 'CAD 45' }, ['CAD', 45]],
		['the option where nothing names one', { total_price: '45' }, ['INR', 45]],
	])('is named by %s', (_, data, expected) => {
		expect(read(data)).toEqual(expected);
	});

	const [assumed, unread] = ['currency_assumed', 'currency_unreadable'];
	it.each<[string, JsonObject, unknown[]]>([
		['assumed: a shared mark in an amount', { total_price: '$45.00' }, ['USD', 45, assumed]],
		['assumed: a shared mark by itself', { currency: '$' }, ['USD', null, assumed]],
		['assumed: a shared mark in an object', { currency: { code: '$' } }, ['USD', null, assumed]],
		[
			'that of a mark beside a word',
			{ currency: 'dollars', total_price: '€45' },
			['EUR', 45, unread],
		],
		['that of a mark beside no code', { currency: 'XQZ', total_price: '€45' }, ['EUR', 45, unread]],
		['the option beside a word', { currency: { name: 'dollars' } }, ['INR', null, unread]],
		['the option beside an object', { currency: {} }, ['INR', null, unread]],
		['the option beside a list', { currency: ['USD'] }, ['INR', null, unread]],
	])('is with a warning %s', (_, data, expected) => {
		expect(read(data)).toEqual(expected);
	});
});
