import { describe, expect, it } from '@jest/globals';

import {
	COUNTRY_OPTIONS,
	readCountry,
	readCountryOrCallingCode,
} from '../../../nodes/Ecom360/checkout/country';

describe('readCountry', () => {
	it.each([
		['IN', 'IN'],
		[' in ', 'IN'],
		['IND', 'IN'],
		['India', 'IN'],
		['UK', 'GB'],
		['United Kingdom', 'GB'],
		['UAE', 'AE'],
		['united arab emirates', 'AE'],
		['U.S.', 'US'],
		['United States of America', 'US'],
		['Turkey', 'TR'],
		['Türkiye', 'TR'],
		['Hong Kong', 'HK'],
		['Cote d’Ivoire', 'CI'],
		['The Bahamas', 'BS'],
		['Trinidad and Tobago', 'TT'],
	])('reads %j as %s', (written, expected) => {
		expect(readCountry(written)).toBe(expected);
	});

	it.each(['', ' ', 'XX', 'Wakanda', '91', 'constructor', '__proto__', 'i'.repeat(1_000_000)])(
		'takes no country for one',
		(written) => {
			expect(readCountry(written)).toBeUndefined();
		},
	);

	it('reads every name that the panel offers, and its code', () => {
		for (const { name, value } of COUNTRY_OPTIONS) {
			expect(readCountry(name)).toBe(value);
			expect(readCountry(value)).toBe(value);
		}
		expect(COUNTRY_OPTIONS.length).toBeGreaterThan(200);
	});
});

describe('readCountryOrCallingCode', () => {
	it.each([
		['91', 'IN'],
		['+91', 'IN'],
		['0091', 'IN'],
		['1', 'US'],
		['+44', 'GB'],
		['971', 'AE'],
		['India', 'IN'],
	])('reads %j as %s', (written, expected) => {
		expect(readCountryOrCallingCode(written)).toBe(expected);
	});

	it.each(['0', '999', '+', '12345'])('takes %j for none', (written) => {
		expect(readCountryOrCallingCode(written)).toBeUndefined();
	});
});
