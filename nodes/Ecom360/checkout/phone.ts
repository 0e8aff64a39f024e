/** Phone numbers as people type them: what of a field's text can be dialled. */
import {
	type CountryCode,
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/max';

import type { Warning } from '../item/delivery.schema';
import { asciiDigits } from '../payload/amounts';

/** Two numbers with their countries, a label and an extension fit in this. */
const LONGEST_FIELD = 100;
const MOST_FORMS = 4;
/** With its country code, the shortest number in the world has seven digits. */
const SHORTEST_PART = 7;
/** Fewer before a blank are the first group of one number rather than the first of two. */
const SHORTEST_FIRST = 10;

/** What most senders write, which needs no more work. */
const PLAIN = /^\+?[1-9]\d{6,14}$/;
// Numbers pasted from a phone book carry direction marks.
const INVISIBLE = /\p{Cf}/gu;
// `(+91) 60003 76569` is no number to the library.
const BRACKETS = /[()[\]]/g;
const MASKED = /[x*•●#]{2}/i;
// What may stand between digits: blanks, and the dashes and dots that people use.
const DIALLED = /^ *(?:\+ *)?\d[\d /.\-‐‑‒–—−]*/;

/**
 * The ways in which a field's text can be read as a number, likeliest first: `+…`, or digits
 * without a country. None where digits are masked (`98XXXXXX10`) or text stands before the number.
 *
 * Read are digits of any script, RFC 3966 (`tel:+91-60003-76569;ext=5`), a number followed by
 * text, and the first of two numbers, apart by `/`, `,`, `;`, `|` or blanks.
 */
export function dialledForms(asSent: string): string[] {
	if (PLAIN.test(asSent)) return [asSent];
	if (asSent.length > LONGEST_FIELD || MASKED.test(asSent)) return [];
	const written = unwrapped(
		asciiDigits(asSent.replace(INVISIBLE, '')).replaceAll('＋', '+').replace(BRACKETS, ' '),
	);
	return [...new Set(written.split(/[,;|\n]/, MOST_FORMS).flatMap(formsOf))].slice(0, MOST_FORMS);
}

/** A number that stands at the start of the text, else none; then its parts, where it may be two. */
function formsOf(text: string): string[] {
	const whole = DIALLED.exec(text)?.[0].trim();
	if (whole === undefined) return [];
	// The whole goes first, since a slash may stand within a number: `040/123456`.
	const parts = whole.split('/').map((part) => part.trim());
	const [first = ''] = whole.split(' ', 1);
	return [
		whole,
		...parts.filter(({ length }) => length >= SHORTEST_PART),
		...(first.length >= SHORTEST_FIRST ? [first] : []),
	].map(international);
}

/** `0091 …` and `+0091 …` with a plus sign alone; no country's calling code begins with a zero. */
function international(form: string): string {
	if (form.startsWith('+')) return form.replace(/^\+[ 0]*/, '+');
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
	/** ISO 3166; null for numbers of no one country. */
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
 * `countries` (ISO 3166; others are passed over) apply to numbers without a country code only,
 * the first in whose numbering plan the number exists. So give an address's number the address's
 * country before the default country, and any other number the default country first.
 */
export function parsePhone(asSent: string, countries: readonly string[]): PhoneNumber | undefined {
	for (const form of dialledForms(asSent)) {
		const phone = form.startsWith('+') ? dial(form) : dialFromAny(countries, form);
		if (phone) return phone;
	}
	return undefined;
}

function dialFromAny(countries: readonly string[], form: string): PhoneNumber | undefined {
	for (const country of countries) {
		const phone = isSupportedCountry(country) ? dialFrom(country, form) : undefined;
		if (phone) return phone;
	}
	return undefined;
}

/** A number without a plus sign, dialled from a country: national, or `91 …`, or `0 91 …`. */
function dialFrom(country: CountryCode, form: string): PhoneNumber | undefined {
	const phone = dial(form, country);
	if (phone || !TRUNK_ZERO.test(form)) return phone;
	const digits = form.replace(TRUNK_ZERO, '');
	return digits.startsWith(getCountryCallingCode(country)) ? dial(`+${digits}`) : undefined;
}

function dial(form: string, country?: CountryCode): PhoneNumber | undefined {
	if (IMPOSSIBLE_NORTH_AMERICAN.test(form)) return undefined;
	const phone = parsePhoneNumberFromString(form, {
		...(country && { defaultCountry: country }),
		extract: false,
	});
	// Again on what was read: `8090000000` in the United States has no `+1` yet.
	if (!phone || IMPOSSIBLE_NORTH_AMERICAN.test(phone.number)) return undefined;
	const type = phone.getType();
	// Without a type it can still be valid: some plans make no difference between the types.
	if (type === undefined && !phone.isValid()) return undefined;
	return {
		e164: phone.number,
		callingCode: `+${phone.countryCallingCode}`,
		nationalNumber: phone.nationalNumber,
		countryCode: phone.country ?? null,
		isReachable: type === undefined || MOBILE.has(type),
	};
}

/** A phone number in one of a checkout's places. */
export interface PhoneCandidate {
	/** As sent; not blank. */
	text: string;
	/** ISO 3166, in the order in which a number without a country code is read: see `parsePhone`. */
	countries: readonly string[];
}

export interface ChosenPhone {
	/** As sent. */
	text: string;
	/** Undefined where no candidate could be dialled. */
	phone: PhoneNumber | undefined;
	/** What to tell the workflow; undefined for a number that WhatsApp can reach. */
	warning: Extract<Warning, 'phone_invalid' | 'phone_not_mobile'> | undefined;
}

/**
 * Chooses among a shopper's numbers, in the order of their places: the first that WhatsApp can
 * reach, else the first that exists, else the first that was sent; undefined where none was.
 *
 * The contract's places, in order: the event's phone and the customer's, each with
 * `[defaultCountry, the address's country]`; then the shipping and the billing address's, each
 * with `[that address's country, defaultCountry]`. Leave unknown countries out.
 */
export function choosePhone(candidates: readonly PhoneCandidate[]): ChosenPhone | undefined {
	let existing: ChosenPhone | undefined;
	// The same number usually stands in several places: each is read once.
	const seen = new Set<string>();
	for (const { text, countries } of candidates) {
		const place = `${text}\n${countries.join()}`;
		if (seen.has(place)) continue;
		seen.add(place);
		const phone = parsePhone(text, countries);
		if (phone?.isReachable) return { text, phone, warning: undefined };
		if (phone) existing ??= { text, phone, warning: 'phone_not_mobile' };
	}
	const [first] = candidates;
	if (existing || !first) return existing;
	return { text: first.text, phone: undefined, warning: 'phone_invalid' };
}
