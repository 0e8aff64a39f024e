import { readCountry } from '../checkout/country';
import { text } from '../payload/readers';
import { hostOf } from '../shared/web-address';

/** A setting as it was read, and what of it could not be read. */
export interface Written<Value> {
	value: Value;
	unread: string[];
}

const SEPARATORS = /[,;\r\n]+/;
const CODE = /^[a-z]{2,3}$/i;
const HOST_NAME = /^[^\s.]+(?:\.[^\s.]+)+$/;

/** The entries of a list, or of a text that is one: separated by commas, semicolons or line breaks. */
export function entriesOf(value: unknown): string[] {
	const sent = Array.isArray(value) ? value : [value];
	return sent
		.flatMap((entry) => text(entry)?.split(SEPARATORS) ?? [])
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/**
 * Reads countries, written as `readCountry` says; codes may be separated by blanks, too.
 *
 * What cannot be read stays in the list, so that a filter of it alone lets nothing pass.
 */
export function readCountries(value: unknown): Written<string[]> {
	return readEach(entriesOf(value).flatMap(codesOf), readCountry);
}

/** Reads stores as host names, as `hostOf` writes them. No host name has a blank: it separates two. */
export function readStores(value: unknown): Written<string[]> {
	const entries = entriesOf(value).flatMap((entry) => entry.split(/\s+/));
	return readEach(entries, (entry) => {
		const host = hostOf(entry);
		return HOST_NAME.test(host) ? host : undefined;
	});
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
