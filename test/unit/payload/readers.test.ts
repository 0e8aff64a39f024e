import { describe, expect, it } from '@jest/globals';

import {
	amount,
	consent,
	currencyName,
	flag,
	httpUrl,
	measure,
	namedTexts,
	text,
} from '../../../nodes/Ecom360/payload/readers';

describe('text', () => {
	it.each([
		['abc', 'abc'],
		['  a b \n', 'a b'],
		[8181897822385, '8181897822385'],
		[0, '0'],
		['', null],
		[null, null],
		[undefined, null],
		[true, null],
		[{ a: 1 }, null],
		[Infinity, null],
	])('reads %j as %j', (sent, expected) => {
		expect(text(sent)).toBe(expected);
	});
});

describe('amount', () => {
	it.each([
		[65, 65],
		[-0, 0],
		['₹ 1,299.00', 1299],
		['  ', null],
		[undefined, null],
		...[-1, 'free', NaN, Infinity, true, {}, [5]].map((sent) => [sent, undefined] as const),
	])('reads %j as %j', (sent, expected) => {
		expect(amount(sent)).toBe(expected);
	});
});

describe('measure', () => {
	it.each([
		[2, 2],
		['200', 200],
		['', null],
		['heavy', null],
		[-1, null],
	])('reads %j as %j', (sent, expected) => {
		expect(measure(sent)).toBe(expected);
	});
});

describe('namedTexts', () => {
	it.each([
		[
			{ a: 'x', b: 7, c: ' ', d: null, e: {} },
			{ a: 'x', b: '7' },
		],
		[[{ name: 'a', value: 'x' }, { Name: 'b', VALUE: 7 }, { name: 'c' }, 'd'], { a: 'x', b: '7' }],
		[{ 0: { name: 'a', value: 'x' } }, { a: 'x' }],
		[{ constructor: 'x' }, { constructor: 'x' }],
		['text', {}],
		[null, {}],
	])('reads %j as %j', (sent, expected) => {
		expect(namedTexts(sent)).toEqual(expected);
	});
});

describe('currencyName', () => {
	it.each([
		['INR', 'INR'],
		[' ₹ ', '₹'],
		['', null],
		[null, null],
		[{ code: 'AED', name: 'Dirham' }, 'AED'],
		[{ name: 'Dirham', currency_code: 'AED' }, 'AED'],
		[{ code: '', name: 'EUR' }, 'EUR'],
		[{ symbol: '₹' }, '₹'],
		// What no currency is called, so that the event says so in a warning.
		[{ code: { code: 'INR' } }, '?'],
		[{}, '?'],
		[['INR'], '?'],
		[true, '?'],
	])('reads %j as %j', (sent, expected) => {
		expect(currencyName(sent)).toBe(expected);
	});
});

describe('consent', () => {
	it.each([
		[[], null],
		[['perhaps', undefined], null],
		[['perhaps', 'yes', true], true],
		[[true, 'no'], false],
		[[{ state: 'subscribed' }, { state: 'unsubscribed' }], false],
	])('of %j is %j', (values, expected) => {
		expect(consent(values)).toBe(expected);
	});
});

describe('httpUrl', () => {
	// What an address is, is tabled in test/unit/shared/web-address.test.ts.
	it.each([
		[' http://shop.example/a?b=c#d ', 'http://shop.example/a?b=c#d'],
		['shop.example/a', null],
		[null, null],
		[7, null],
		[{ url: 'https://shop.example' }, null],
	])('reads %j as %j', (sent, expected) => {
		expect(httpUrl(sent)).toBe(expected);
	});
});

describe('flag', () => {
	it.each([
		[true, true],
		['Yes', true],
		[0, false],
		['unsubscribed', false],
		[{ state: 'subscribed' }, true],
		[{ State: 'not_subscribed' }, false],
		['opted-in', true],
		['Opt out', false],
		[{ marketing_state: 'SUBSCRIBED' }, true],
		[{ marketingState: 'UNSUBSCRIBED' }, false],
		[{ state: true }, true],
		[{ state: 'subscribed', marketingState: 'unsubscribed' }, false],
		[{ state: 'pending' }, null],
		[{ state: { state: true } }, null],
		['declined', false],
		['Revoked', false],
		[{ state: 'invalid' }, false],
		[{ state: 'subscribed', consent: false }, false],
		[{ sms: 'no', email: 'yes' }, false],
		[{ state: 'subscribed', count: 0 }, true],
		[[true, false], false],
		[[true], null],
		['perhaps', null],
		[{}, null],
		[[], null],
		[undefined, null],
	])('reads %j as %j', (sent, expected) => {
		expect(flag(sent)).toBe(expected);
	});
});
