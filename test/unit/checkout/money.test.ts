import { describe, expect, it } from '@jest/globals';

import { isLocale, minorUnits, moneyWriter } from '../../../nodes/Ecom360/checkout/money';

describe('moneyWriter', () => {
	it.each([
		[8500, 'INR', 'en-IN', '₹8,500.00'],
		[129900.5, 'INR', 'en-IN', '₹1,29,900.50'],
		[0, 'INR', 'en-IN', '₹0.00'],
		[1234, 'JPY', 'en-US', '¥1,234'],
		[1.5, 'KWD', 'en-US', 'KWD\u00A01.500'],
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
		['hi', true],
		['en_IN', false],
		['', false],
		['a locale', false],
	])('says of %j: %s', (tag, expected) => {
		expect(isLocale(tag)).toBe(expected);
	});
});
