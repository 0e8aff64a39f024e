import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { parsePhone } from '../../nodes/Ecom360/checkout/phone';
import { amount, httpUrl, text } from '../../nodes/Ecom360/schemas/readers';
import { wildText } from './arbitraries.mts';

const countries = fc.constantFrom('IN', 'US', 'AE', 'GB', 'ID', 'ZZ', '');
const written = fc.oneof(
	fc.stringMatching(/^(?:\+91|0091|91|0)?[ -]?[6-9]\d{4}[ -]?\d{5}$/),
	fc.stringMatching(/^\+\d{7,15}$/),
	fc.stringMatching(/^(?:\+|00|0|tel:)?[\d ()/,-]{6,30}$/),
	fc.stringMatching(/^[०-९]{10}$/),
	wildText,
);

describe('parsePhone', () => {
	it('gives E.164 that it reads as the same number, whatever the default country', () => {
		let valid = 0;
		fc.assert(
			fc.property(written, countries, countries, (sent, country, other) => {
				const phone = parsePhone(sent, [country, other]);
				if (!phone) return;
				valid += 1;
				expect(phone.e164).toMatch(/^\+[1-9]\d{6,14}$/);
				expect(phone.e164).toBe(phone.callingCode + phone.nationalNumber);
				expect(parsePhone(phone.e164, [other])).toEqual(phone);
			}),
			{ numRuns: 2_000 },
		);
		expect(valid).toBeGreaterThan(100);
	});

	it('reads every Indian mobile number alike, however it is written', () => {
		const number = fc.stringMatching(/^[6-9]\d{9}$/);
		fc.assert(
			fc.property(number, (digits) => {
				const [first] = ['+91', '0091', '91', '0', ''].map((prefix) =>
					parsePhone(prefix + digits, ['IN']),
				);
				for (const prefix of ['+91 ', '0091 ', '91', '0', '']) {
					const phone = parsePhone(`${prefix}${digits.slice(0, 5)} ${digits.slice(5)}`, ['IN']);
					expect(phone).toEqual(first);
				}
				if (first) expect(first.e164).toBe(`+91${digits}`);
			}),
			{ numRuns: 300 },
		);
	});
});

describe('amount', () => {
	it('reads what it read again as the same', () => {
		fc.assert(
			fc.property(fc.oneof(fc.double({ min: 0.01, max: 1e15 }), wildText, fc.nat()), (sent) => {
				const read = amount(sent);
				if (typeof read !== 'number') return;
				expect(amount(read)).toBe(read);
				expect(amount(String(read))).toBe(read);
			}),
		);
	});

	it('reads Indian and western groups alike', () => {
		fc.assert(
			fc.property(fc.nat(1e9), fc.integer({ min: 0, max: 99 }), (whole, paise) => {
				const value = Number(`${whole}.${String(paise).padStart(2, '0')}`);
				for (const locale of ['en-IN', 'en-US']) {
					const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'INR' });
					expect(amount(format.format(value))).toBe(value);
				}
			}),
		);
	});

	it('is never negative or infinite', () => {
		fc.assert(
			fc.property(fc.oneof(fc.double(), wildText, fc.jsonValue()), (sent) => {
				const read = amount(sent) ?? 0;
				expect(read >= 0 && read < Infinity).toBe(true);
			}),
		);
	});
});

describe('text and httpUrl', () => {
	it('read what they read again as the same', () => {
		const sent = fc.oneof(wildText, fc.webUrl(), fc.jsonValue());
		fc.assert(
			fc.property(sent, (value) => {
				expect(text(text(value))).toBe(text(value));
				expect(httpUrl(httpUrl(value))).toBe(httpUrl(value));
			}),
		);
	});
});
