import { describe, expect, it } from '@jest/globals';

import { entriesOf, readCountries, readStores } from '../../../nodes/Ecom360/trigger/written';

describe('entriesOf', () => {
	it.each<[unknown, string[]]>([
		['a, b;c\nd\r\ne,,', ['a', 'b', 'c', 'd', 'e']],
		[
			['a', ' b,c ', 7, null, {}],
			['a', 'b', 'c', '7', '{}'],
		],
		[{}, ['{}']],
		[' ,;', []],
		['United Arab Emirates', ['United Arab Emirates']],
		[7, ['7']],
		['', []],
		[undefined, []],
	])('of %j are %j', (value, expected) => {
		expect(entriesOf(value)).toEqual(expected);
	});
});

describe('readCountries', () => {
	it.each<[unknown, string[]]>([
		['India', ['IN']],
		['UK', ['GB']],
		['IN;AE', ['IN', 'AE']],
		['in ae', ['IN', 'AE']],
		['IND ARE, United Arab Emirates', ['IN', 'AE', 'AE']],
		[
			['IN', 'US'],
			['IN', 'US'],
		],
		['United States\nthe Bahamas', ['US', 'BS']],
	])('reads %j', (value, expected) => {
		expect(readCountries(value)).toEqual({ value: expected, unread: [] });
	});

	it('keeps apart what it cannot read', () => {
		expect(readCountries('IN, Wakanda')).toEqual({ value: ['IN', 'wakanda'], unread: ['Wakanda'] });
	});
});

describe('readStores', () => {
	it.each<[unknown, string[]]>([
		['a.in b.in', ['a.in', 'b.in']],
		['https://www.A.in/cart; b.in', ['a.in', 'b.in']],
		[['a.myshopify.com'], ['a.myshopify.com']],
	])('reads %j', (value, expected) => {
		expect(readStores(value)).toEqual({ value: expected, unread: [] });
	});

	it.each(['my-store', 'My Shop', '.', 'a..b', 'https://'])('keeps apart %j', (store) => {
		expect(readStores(store).unread).toEqual([store]);
	});
});
