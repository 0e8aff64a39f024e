/** Lenient readers of a vendor's values: nothing here trusts a type, a spelling or a blank. */
import { isObject, type JsonObject } from '../shared/json';
import { webAddress } from '../shared/web-address';
import { readAmount, type WrittenAmount } from './amounts';

export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** Text or an id: trimmed; numbers are written out; blank, boolean and nested values are null. */
export function text(value: unknown): string | null {
	if (typeof value === 'string') return value.trim() || null;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/**
 * An amount as sent, with the currency that its text names: `65`, `"65.00"`, `"₹1,299.00"`. Null
 * where blank; undefined where unreadable or negative.
 */
export function money(value: unknown): WrittenAmount | null | undefined {
	if (typeof value === 'number') {
		// Zero is added since a negative zero is one of the amounts that JSON can hold.
		return value >= 0 && value < Infinity ? bare(value + 0) : undefined;
	}
	if (isBlank(value)) return null;
	return typeof value === 'string' ? readAmount(value) : undefined;
}

function bare(value: number): WrittenAmount {
	return { value, currency: null, isAssumed: false };
}

/** An amount's value alone, where no currency matters. */
export function amount(value: unknown): number | null | undefined {
	const sent = money(value);
	return sent && sent.value;
}

/** A count or a measure, such as a quantity or grams; null where it cannot be read. */
export function measure(value: unknown): number | null {
	return amount(value) ?? null;
}

/** A list, or the one object that stands for it; null where there is none. */
export function objects(value: unknown): JsonObject[] | null {
	if (Array.isArray(value)) return value.filter(isObject);
	return isObject(value) ? [value] : null;
}

/** An http or https address, as sent; null for anything else. */
export function httpUrl(value: unknown): string | null {
	const address = text(value);
	return address === null ? null : webAddress(address);
}

const YES = new Set(['true', 'yes', '1', 'subscribed']);
const NO = new Set(['false', 'no', '0', 'unsubscribed', 'not_subscribed']);

/** Yes or no as a boolean, 0 or 1, a word, or Shopify's `{state: "subscribed"}`; else null. */
export function flag(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	const said = isObject(value) ? (value['state'] ?? value['State']) : value;
	const word = text(said)?.toLowerCase() ?? '';
	if (YES.has(word)) return true;
	return NO.has(word) ? false : null;
}
