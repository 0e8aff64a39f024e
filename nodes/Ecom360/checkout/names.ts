import { hasLink } from '../shared/links';
import { meaningfulName } from '../shared/placeholders';

/** The names of a shopper, each read by `meaningfulName`. */
export interface ShopperNames {
	firstName: string | null;
	fullName: string | null;
}

const MOST_DIGITS = 4;
/** A greeting shows 60 characters; a name of more than this is somebody's advertisement. */
const LONGEST_NAME = 200;
const COURTESY = /^(?:(?:mr|mrs|ms|miss|mx|dr|prof|shri|smt|श्री|श्रीमती|डॉ)(?:\. *| +|$))+/iu;
const DIGIT = /\p{Nd}/gu;
const TWO_LETTERS = /\p{L}[\p{M}'’-]*\p{L}/u;

/**
 * What to call a shopper in a message; null where nobody can be greeted by name (`there`).
 *
 * The first name, else the first word of the full name that is more than an initial; without titles
 * of courtesy (`Mr. Rahul`). Null too where the name holds a link or more than four digits: a
 * shopper can type anything for a name, and the shop's number would send it.
 */
export function greetingName({ firstName, fullName }: ShopperNames): string | null {
	const given = nameOf(firstName);
	if (given !== null) return isFit(given) ? given : null;
	const whole = nameOf(fullName);
	return whole !== null && isFit(whole) ? firstWord(whole) : null;
}

function nameOf(sent: string | null): string | null {
	const line = sent?.slice(0, LONGEST_NAME + 1).replace(/\s/g, ' ');
	return line === undefined ? null : meaningfulName(line.replace(COURTESY, '').trim());
}

function isFit(name: string): boolean {
	const digits = name.match(DIGIT) ?? [];
	return name.length <= LONGEST_NAME && digits.length <= MOST_DIGITS && !hasLink(name);
}

function firstWord(name: string): string | null {
	const words = name.split(' ').filter((word) => meaningfulName(word) !== null);
	return words.find((word) => TWO_LETTERS.test(word)) ?? words[0] ?? null;
}
