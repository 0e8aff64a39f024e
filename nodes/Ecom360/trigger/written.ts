import { readCountry } from '../checkout/country';
import { flag, isBlank, measure, money, text } from '../payload/readers';
import { isObject } from '../shared/json';
import { hostOf } from '../shared/web-address';

/** A setting as it was read, and the entries that could not be. */
export interface Written<Value> {
	value: Value;
	unread: string[];
}

const SEPARATORS = /[,;\r\n]+/;
const CODE = /^[a-z]{2,3}$/i;
const HOST_NAME = /^[^\s.]+(?:\.[^\s.]+)+$/;

/** An entry as a message can show it. */
export function shown(value: unknown): string {
	try {
		return text(value) ?? JSON.stringify(value) ?? String(value);
	} catch {
		// Circular, or with a `toJSON` of its own: an expression can make anything.
		return typeof value;
	}
}

/**
 * Reads a setting: the fallback where it is blank, and `closed` where `read` returns undefined, in
 * which case the entry is named.
 */
export function readWritten<Value>(
	value: unknown,
	read: (value: unknown) => Value | undefined,
	fallback: Value,
	closed = fallback,
): Written<Value> {
	if (isBlank(value)) return { value: fallback, unread: [] };
	const found = read(value);
	return found === undefined
		? { value: closed, unread: [shown(value)] }
		: { value: found, unread: [] };
}

/** A switch: `"true"`, `"yes"` and 1 are on, too. */
export function readSwitch(value: unknown): boolean | undefined {
	return typeof value === 'object' ? undefined : (flag(value) ?? undefined);
}

/** Names a blank as well, for a setting that is never blank once it was added. */
export function setAlways<Value>(
	reader: (value: unknown) => Written<Value>,
): (value: unknown) => Written<Value> {
	return (value) => {
		const { value: fallback, unread } = reader(value);
		const isNamed = value !== undefined && isBlank(value);
		return { value: fallback, unread: isNamed ? [shown(value)] : unread };
	};
}

/** An amount that is not negative, which may be written as text. */
export function readNumber(value: unknown): number | undefined {
	return measure(value) ?? undefined;
}

/** How long something lasts: a number alone, without a currency, small enough to be exact. */
export function readSpan(value: unknown): number | undefined {
	const sent = money(value);
	const isNumber = sent?.currency === null && sent.value <= Number.MAX_SAFE_INTEGER;
	return isNumber ? sent.value : undefined;
}

/** One of the panel's own words, in any case. */
export function readWord<Word extends string>(
	value: unknown,
	words: readonly Word[],
): Word | undefined {
	const folded = text(value)?.toLowerCase();
	return words.find((word) => word.toLowerCase() === folded);
}

/**
 * The entries of a list, or of a text that is one: separated by commas, semicolons or line breaks.
 * What is not text stays as an entry that no event has, so that a filter by it lets nothing pass.
 */
export function entriesOf(value: unknown): string[] {
	const sent: unknown[] = Array.isArray(value) ? value : [value];
	return sent
		.filter((entry) => !isBlank(entry))
		.flatMap((entry) => text(entry)?.split(SEPARATORS) ?? [shown(entry)])
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/** Reads a list of words, in any case; a word that is none of them stays as it is, and is named. */
export function readWords(value: unknown, words: readonly string[]): Written<string[]> {
	return readEach(entriesOf(value), (entry) => readWord(entry, words));
}

/**
 * Reads countries, written as `readCountry` says; codes may be separated by blanks, too.
 *
 * What cannot be read stays in the list, so that a filter with nothing else lets nothing pass.
 */
export function readCountries(value: unknown): Written<string[]> {
	return readEach(entriesOf(value).flatMap(codesOf), readCountry);
}

/** Reads stores as host names, as `hostOf` writes them. No host name has a blank, so one separates two. */
export function readStores(value: unknown): Written<string[]> {
	return readEach(entriesOf(value).flatMap(hostsOf), readHost);
}

function readHost(entry: string): string | undefined {
	const host = hostOf(entry);
	return HOST_NAME.test(host) ? host : undefined;
}

/** `a.in b.in` is two stores, `My Shop` is one entry that is no store. */
function hostsOf(entry: string): string[] {
	const words = entry.split(/\s+/);
	return words.some((word) => readHost(word) !== undefined) ? words : [entry];
}

/** `IN AE` is two countries, `United States` is one. */
function codesOf(entry: string): string[] {
	const words = entry.split(/\s+/);
	return words.every((word) => CODE.test(word)) ? words : [entry];
}

function readEach(
	entries: readonly string[],
	read: (entry: string) => string | undefined,
): Written<string[]> {
	return {
		value: entries.map((entry) => read(entry) ?? entry.toLowerCase()),
		unread: entries.filter((entry) => read(entry) === undefined),
	};
}

export interface LinkParameter {
	name: string;
	value: string;
}

/** The parameters of the panel's fixed collection; one without a name or a value adds nothing. */
export function readLinkParameters(value: unknown): Written<LinkParameter[]> {
	return readWritten<LinkParameter[]>(value, parametersIn, []);
}

function parametersIn(value: unknown): LinkParameter[] | undefined {
	const list = isObject(value) ? (value['parameters'] ?? []) : value;
	if (!Array.isArray(list)) return undefined;
	return list.filter(isObject).flatMap((parameter) => {
		const name = text(parameter['name']);
		const content = text(parameter['value']);
		return name === null || content === null ? [] : [{ name, value: content }];
	});
}
