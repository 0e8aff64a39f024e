import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { parsePhone } from '../../nodes/Ecom360/checkout/phone';
import { amount, httpUrl, text } from '../../nodes/Ecom360/payload/readers';
import { greetingName } from '../../nodes/Ecom360/checkout/greeting';
import { readAmount, sumExact } from '../../nodes/Ecom360/payload/amounts';
import { hasLink, withoutLinks } from '../../nodes/Ecom360/shared/texts';
import {
	meaningful,
	meaningfulName,
	readCoupon,
	readTitle,
} from '../../nodes/Ecom360/payload/titles';
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
			{ numRuns: 700 },
		);
		expect(valid).toBeGreaterThan(100);
	});

	it('reads every Indian mobile number alike, however it is written', () => {
		const number = fc.stringMatching(/^[6-9]\d{9}$/);
		fc.assert(
			fc.property(number, (digits) => {
				const first = parsePhone(`+91${digits}`, ['IN']);
				const halves = `${digits.slice(0, 5)} ${digits.slice(5)}`;
				for (const prefix of ['+91 ', '0091 ', '91', '0', '']) {
					expect(parsePhone(prefix + halves, ['IN'])).toEqual(first);
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

describe('names, titles and coupons', () => {
	const piece = fc.constantFrom(
		...['null', 'Mr. ', 'Asha', ' ', '.', 'com', '@', '://', '&amp;', '&#46;', '\u200B', '\u3164'],
		...[' - Default Title', '12345', '।', '\u2024', '…'],
	);
	const sent = fc.oneof(
		wildText,
		fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
		fc.webUrl(),
		fc.emailAddress(),
	);

	it('never greet with a link, five digits or nothing to see', () => {
		const maybe = fc.option(sent);
		fc.assert(
			fc.property(maybe, maybe, (firstName, fullName) => {
				const name = greetingName({ firstName, fullName });
				if (name === null) return;
				expect(hasLink(name)).toBe(false);
				expect(name).toMatch(/\p{L}/u);
				expect(name).not.toMatch(/(?:\p{Nd}\P{Nd}*){5}/u);
			}),
			{ numRuns: 700 },
		);
	});

	it('read what they read again as the same', () => {
		fc.assert(
			fc.property(sent, (text) => {
				for (const read of [meaningful, meaningfulName, readCoupon]) {
					expect(read(read(text))).toBe(read(text));
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	it('leave no link in a title that is written without', () => {
		fc.assert(
			fc.property(sent, (text) => {
				const title = readTitle(text);
				expect(hasLink(withoutLinks(title ?? ''))).toBe(false);
			}),
			{ numRuns: 700 },
		);
	});

	it('find every address and every e-mail address', () => {
		// A letter or a title, a dot and a word is how people in India write a name.
		const asName = /(?:^|\.)(?:[^.]|[dm]r|mr?s|md|mohd|prof|sk|smt|st)\.[^.]+$/i;
		const domain = fc.domain().filter((name) => !asName.test(name));
		fc.assert(
			fc.property(fc.oneof(fc.webUrl(), fc.emailAddress(), domain), wildText, (link, text) => {
				expect(hasLink(link)).toBe(true);
				expect(hasLink(withoutLinks(`Mug ${link} ${text}`))).toBe(false);
			}),
		);
	});
});

describe('readAmount and sumExact', () => {
	it('read money as any locale of this kind writes it, with its currency', () => {
		const locale = fc.constantFrom('en-IN', 'en-US', 'de-DE', 'hi-IN');
		const currency = fc.constantFrom('INR', 'EUR', 'GBP', 'AED');
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e11 }), locale, currency, (hundredths, tag, code) => {
				const format = new Intl.NumberFormat(tag, { style: 'currency', currency: code });
				const read = readAmount(format.format(hundredths / 100));
				expect(read).toEqual({ value: hundredths / 100, currency: code, isAssumed: false });
			}),
		);
	});

	it('add up hundredths without dust', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(1e8), { maxLength: 50 }), (hundredths) => {
				const whole = hundredths.reduce((sum, value) => sum + value, 0);
				expect(sumExact(hundredths.map((value) => value / 100))).toBe(whole / 100);
			}),
		);
	});
});
