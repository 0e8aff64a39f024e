/** Phone numbers as people type them: which part of a field's text can be dialled. */
import {
	type CountryCode,
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

import { asciiDigits } from '../payload/amounts';

/** Two numbers with their countries, a label and an extension fit in this. */
const LONGEST_FIELD = 100;
const MOST_FORMS = 4;
/** With its country code, the shortest number in the world has seven digits. */
const SHORTEST_PART = 7;
/** Fewer digits before a blank are the first group of one number, not the first of two numbers. */
const SHORTEST_FIRST = 10;

/** What most senders write, which needs no more work. */
const PLAIN = /^\+?[1-9]\d{6,14}$/;
// Numbers pasted from a phone book carry direction marks.
const INVISIBLE = /\p{Cf}/gu;
// The library does not read `(+91) 60003 76569`.
const BRACKETS = /[()[\]]/g;
const MASKED = /[x*•●#]{2}/i;
// `9876543210.0`: a spreadsheet or a script took it for a number.
const FLOAT = /^\s*(\+?\d+)\.0+\s*$/;
// `9.876543210E+9`: digits may have been rounded away, which leaves somebody else's number.
const SCIENTIFIC = /^\s*\+?\d(?:\.\d+)?e\+?\d+\s*$/i;
// `+91 +91 60003 76569`: a form put the country code before a number that already had it.
const CODE_AGAIN = /^( *(?:(?:\+|00) *)?(\d{1,3})[ -]*)\+ *(?=\2)/;
// What may stand between digits: blanks, and the dashes and dots that people use.
const DIALLED = /^ *(?:\+[ +]*)?\d[\d /.\-‐‑‒–—−]*/;

/**
 * The ways in which a field's text can be read as a number, likeliest first: `+…`, or digits
 * without a country. None where digits are masked (`98XXXXXX10`) or text stands before the number.
 *
 * Reads digits of any script, RFC 3966 (`tel:+91-60003-76569;ext=5`), a number followed by text, and
 * the first of two numbers, separated by `/`, `,`, `;`, `|` or blanks.
 */
export function dialledForms(asSent: string): string[] {
	if (PLAIN.test(asSent)) return [asSent];
	if (asSent.length > LONGEST_FIELD || MASKED.test(asSent) || SCIENTIFIC.test(asSent)) return [];
	const written = unwrapped(
		asciiDigits(asSent.replace(INVISIBLE, '')).replaceAll('＋', '+').replace(BRACKETS, ' '),
	)
		.replace(FLOAT, '$1')
		.replace(CODE_AGAIN, '$1');
	return [...new Set(written.split(/[,;|\n]/, MOST_FORMS).flatMap(formsOf))].slice(0, MOST_FORMS);
}

/** The number at the start of the text, if any; then its parts, where it may be two. */
function formsOf(text: string): string[] {
	const whole = DIALLED.exec(text)?.[0].trim();
	if (whole === undefined) return [];
	// The whole goes first, since a slash may be part of a number: `040/123456`.
	const parts = whole.split('/').map((part) => part.trim());
	const [first = ''] = whole.split(' ', 1);
	return [
		whole,
		...parts.filter(({ length }) => length >= SHORTEST_PART),
		...(first.length >= SHORTEST_FIRST ? [first] : []),
	].map(international);
}

/** `0091 …` and `+0091 …` with just a plus sign; no country's calling code begins with a zero. */
function international(form: string): string {
	if (form.startsWith('+')) return form.replace(/^\+[ +0]*/, '+');
	return form.startsWith('00') ? form.replace(/^0+ */, '+') : form;
}

/** The number of a `tel:` address, with the country that its context may name. */
function unwrapped(text: string): string {
	const [, number = '', parameters = ''] = /^\s*tel:([^;]*)(;.*)?$/is.exec(text) ?? [];
	if (number === '') return text.replace(/[^\S\n]/g, ' ');
	const [, context = ''] = /;phone-context=(\+[\d-]*)/i.exec(parameters) ?? [];
	return number.startsWith('+') ? number : `${context}${number}`;
}

/** A number that exists in its country's numbering plan, in the forms WhatsApp providers take. */
export interface PhoneNumber {
	/** E.164, such as `+916000376569`. */
	e164: string;
	/** With the plus sign, such as `+91`. */
	callingCode: string;
	nationalNumber: string;
	/** ISO 3166; null for numbers that belong to no single country. */
	countryCode: string | null;
	/** Whether it can be a mobile. WhatsApp has no use for landlines, toll-free and premium numbers. */
	isReachable: boolean;
}

// North America's numbers all have this form (nanpa.com, "About the North American Numbering Plan").
// 25 countries share it, each of which the library tries for a number such as Cashfree's sample.
const IMPOSSIBLE_NORTH_AMERICAN = /^\+1(?![2-9]\d{2}[2-9]\d{6}$)\d*$/;
const TRUNK_ZERO = /^0[ .-]*(?=[1-9])/;
const MOBILE = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE']);

/**
 * Reads a phone number as shoppers and shops write it (see `dialledForms`); undefined where it
 * could not be dialled.
 *
 * `countries` (ISO 3166; others are passed over) apply only to numbers without a country code: the
 * first in whose numbering plan the number exists. So give an address's number the address's country
 * before the default country, and any other number the default country first.
 */
export function parsePhone(asSent: string, countries: readonly string[]): PhoneNumber | undefined {
	return readingsOf(asSent, countries)[0];
}

/** The numbers that a text could be, likeliest first: countries may differ in what they read. */
export function readingsOf(asSent: string, countries: readonly string[]): PhoneNumber[] {
	for (const form of dialledForms(asSent)) {
		const phones = form.startsWith('+')
			? [dial(form)]
			: countries.map((country) =>
					isSupportedCountry(country) ? dialFrom(country, form) : undefined,
				);
		const distinct = new Map<string, PhoneNumber>();
		for (const phone of phones)
			if (phone && !distinct.has(phone.e164)) distinct.set(phone.e164, phone);
		if (distinct.size > 0) return [...distinct.values()];
	}
	return [];
}

/** A number without a plus sign, dialled from a country: national, or `91 …`, or `0 91 …`. */
function dialFrom(country: CountryCode, form: string): PhoneNumber | undefined {
	const phone = dial(form, country);
	if (phone || !TRUNK_ZERO.test(form)) return phone;
	const digits = form.replace(TRUNK_ZERO, '');
	return digits.startsWith(getCountryCallingCode(country)) ? dial(`+${digits}`) : undefined;
}

// Mexico's mobiles had a 1 after the country code, which WhatsApp's own ids still have, and 044 or
// 045 within the country, until 2019.
const OLD_MEXICAN = /^\+?521(?=\d{10}$)/;
const OLD_WITHIN_MEXICO = /^(?:1|01|044|045)(?=\d{10}$)/;

function dial(written: string, country?: CountryCode): PhoneNumber | undefined {
	const form = ofToday(written, country);
	if (IMPOSSIBLE_NORTH_AMERICAN.test(form)) {
		return form.startsWith('+11') ? dial(`+${form.slice(2)}`) : undefined;
	}
	const phone = parsePhoneNumberFromString(form, {
		...(country && { defaultCountry: country }),
		extract: false,
	});
	// Checked again on the result: `8090000000` in the United States had no `+1` before.
	if (!phone || IMPOSSIBLE_NORTH_AMERICAN.test(phone.number)) return undefined;
	const { countryCallingCode, nationalNumber } = phone;
	const type = phone.getType();
	// Without a type it can still be valid: some plans do not tell the types apart.
	if (type === undefined && !phone.isValid()) {
		// The country code may be there twice.
		const digits = nationalNumber.replace(/^0+/, '');
		return digits.startsWith(countryCallingCode) ? dial(`+${digits}`) : undefined;
	}
	return {
		e164: phone.number,
		callingCode: `+${countryCallingCode}`,
		nationalNumber,
		countryCode: phone.country ?? null,
		isReachable: type === undefined || MOBILE.has(type),
	};
}

/** A number as it has to be dialled now. */
function ofToday(form: string, country: CountryCode | undefined): string {
	const digits = form.replace(/[ ./-]/g, '');
	if (OLD_MEXICAN.test(digits)) return digits.replace(OLD_MEXICAN, '+52');
	return country === 'MX' ? digits.replace(OLD_WITHIN_MEXICO, '+52') : form;
}
