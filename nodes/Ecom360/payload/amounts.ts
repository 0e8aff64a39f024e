let codes: ReadonlySet<string> | undefined;

/**
 * Whether a code in capitals is one of the currencies (ISO 4217) that `Intl` lists.
 *
 * The list is made when it is first needed: making it takes longer than loading the node.
 */
export function isCurrencyCode(code: string): boolean {
	codes ??= new Set(Intl.supportedValuesOf('currency'));
	return codes.has(code);
}

const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;

/** The text with the digits of every script as 0 to 9: `९` as `9`. */
export function asciiDigits(text: string): string {
	return text.replace(OTHER_DIGIT, asciiDigit);
}

/** Unicode keeps each script's ten digits together, the zero first. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let first = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
	return String((code - first) % 10);
}

/** An amount as somebody wrote it. */
export interface WrittenAmount {
	/** Never negative. */
	value: number;
	/** ISO 4217, where the text names a currency; null where it names none. */
	currency: string | null;
	/** Whether the mark is one that several currencies share: `$` is read as `USD`. */
	isAssumed: boolean;
}

const LONGEST = 64;

/** Marks that mean one currency to every reader of an Indian or international shop. */
const CLEAR: Readonly<Record<string, string>> = {
	...{ '₹': 'INR', rs: 'INR', 'rs.': 'INR', re: 'INR', rupees: 'INR', '€': 'EUR', '£': 'GBP' },
	...{ dh: 'AED', dhs: 'AED', us$: 'USD', a$: 'AUD', au$: 'AUD', c$: 'CAD', ca$: 'CAD' },
	...{ s$: 'SGD', hk$: 'HKD', nz$: 'NZD', r$: 'BRL', '৳': 'BDT', '₩': 'KRW', '₽': 'RUB' },
	...{ '₺': 'TRY', '₫': 'VND', '฿': 'THB', '₱': 'PHP', '₦': 'NGN', '₪': 'ILS', '₴': 'UAH' },
};
const SHARED: Readonly<Record<string, string>> = { $: 'USD', '¥': 'JPY', '₨': 'INR' };

// Each matches a whole text, so that nothing is guessed: what fits none of them cannot be read.
const PLAIN = /^\d+(?:\.\d+)?$/;
// 1,299 and the Indian 1,29,900.50.
const COMMAS = /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/;
// 1.299.000 and 1.299,00; 1.299 alone is a decimal number.
const DOTS = /^\d{1,3}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d{1,2})$/;
const BLANKS = /^\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?$/;
// 45,00, which no grouping allows.
const DECIMAL_COMMA = /^\d+,\d{1,2}$/;

/** The currency that a mark or a code names. */
export type CurrencyMark = Pick<WrittenAmount, 'currency' | 'isAssumed'>;

const NO_MARK: CurrencyMark = { currency: null, isAssumed: false };

/**
 * Reads an amount with the currency that it names: `65.00`, `₹1,299.00`, `Rs. 1,29,900/-`,
 * `1,299.00 Rs`, `AED 45`, `€45,00`; undefined where it cannot be read or is negative.
 *
 * Takes a text that is not blank. `value` is in the units that the text uses; where the event names
 * no currency, `currency` is the cart's, with the warning `currency_assumed` where `isAssumed`.
 */
export function readAmount(text: string): WrittenAmount | undefined {
	if (text.length > LONGEST) return undefined;
	if (PLAIN.test(text)) return { value: Number(text), ...NO_MARK };
	const written = asciiDigits(text).replace(/\s/g, ' ').trim();
	const start = written.search(/\d/);
	if (start < 0) return undefined;
	const end = start + (/^[\d., ]*\d/.exec(written.slice(start))?.[0].length ?? 0);
	const mark = readMarks(written.slice(0, start).trim(), written.slice(end).trim());
	const value = readNumber(written.slice(start, end));
	return mark === undefined || value === undefined ? undefined : { value, ...mark };
}

/** Two marks have to agree, except as in `$45 CAD`, where one says what the other means. */
function readMarks(before: string, after: string): CurrencyMark | undefined {
	const [first, second] = [readMark(before), readMark(after.replace(/^\/-/, '').trim())];
	if (!first || !second) return undefined;
	if (first.currency === null || first.currency === second.currency) {
		return second.currency === null ? first : second;
	}
	if (second.currency === null || (second.isAssumed && !first.isAssumed)) return first;
	return first.isAssumed ? second : undefined;
}

/**
 * The currency of a mark (`₹`, `Rs.`, `$`) or a code (`inr`); undefined where it is unknown, and null
 * for an empty text.
 */
export function readMark(text: string): CurrencyMark | undefined {
	if (text === '') return NO_MARK;
	const mark = text.toLowerCase();
	const clear = Object.hasOwn(CLEAR, mark) ? CLEAR[mark] : undefined;
	if (clear !== undefined) return { currency: clear, isAssumed: false };
	const shared = Object.hasOwn(SHARED, mark) ? SHARED[mark] : undefined;
	if (shared !== undefined) return { currency: shared, isAssumed: true };
	const code = text.toUpperCase();
	return isCurrencyCode(code) ? { currency: code, isAssumed: false } : undefined;
}

function readNumber(digits: string): number | undefined {
	if (PLAIN.test(digits)) return Number(digits);
	if (COMMAS.test(digits)) return Number(digits.replaceAll(',', ''));
	if (DOTS.test(digits)) return Number(digits.replaceAll('.', '').replace(',', '.'));
	if (BLANKS.test(digits)) return Number(digits.replaceAll(' ', '').replace(',', '.'));
	return DECIMAL_COMMA.test(digits) ? Number(digits.replace(',', '.')) : undefined;
}

/** More decimals than any amount has, and than a double keeps. */
const MOST_DECIMALS = 20;

/**
 * Adds up decimal numbers as people do: 0.1 and 0.2 are 0.3; 0 for none. Takes finite numbers, whose
 * sum may still be infinite.
 */
export function sumExact(values: readonly number[]): number {
	let [sum, decimals] = [0, 0];
	for (const value of values) {
		sum += value;
		decimals = Math.max(decimals, decimalsOf(value));
	}
	return decimals === 0 ? sum : Number(sum.toFixed(Math.min(decimals, MOST_DECIMALS)));
}

/** How many digits follow the point; `1e-7` has seven. */
function decimalsOf(value: number): number {
	if (Number.isInteger(value)) return 0;
	const [digits = '', exponent = '0'] = String(value).split('e');
	return (digits.split('.')[1]?.length ?? 0) - Number(exponent);
}
