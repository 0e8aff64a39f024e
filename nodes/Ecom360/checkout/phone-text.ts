/** Phone numbers as people type them: what of a field's text can be dialled. */

import { asciiDigits } from '../shared/digits';

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
