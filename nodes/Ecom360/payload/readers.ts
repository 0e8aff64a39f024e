/** Lenient readers of a vendor's values: nothing here trusts a type, a spelling or a blank. */
import { isObject, type JsonObject } from '../shared/json';
import { webAddress } from '../shared/web-address';
import { readAmount, type WrittenAmount } from './amounts';

export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** Folds `Shipping_address`, `shippingAddress` and `shipping-address` into one name. */
export function fold(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
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

const YES = new Set(['true', 'yes', 'y', 'on', '1', 'subscribed', 'optedin', 'optin']);
const NO = new Set([
	...['false', 'no', 'n', 'off', '0', 'unsubscribed', 'notsubscribed', 'optedout', 'optout'],
]);
/** What Shopify calls the state of a consent, in its REST and its GraphQL interface. */
const STATES = ['state', 'marketingstate'];

/**
 * Yes or no as a boolean, 0 or 1, a word, or an object such as Shopify's `{state: "subscribed"}`;
 * null for anything else, such as a consent that is still pending. Of two states in one object, a
 * no counts.
 */
export function flag(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	if (isObject(value)) {
		const states = Object.entries(value).filter(([key]) => STATES.includes(fold(key)));
		const flags = states.map(([, state]) => (isObject(state) ? null : flag(state)));
		return flags.includes(false) ? false : (flags.find((said) => said !== null) ?? null);
	}
	const word = fold(text(value) ?? '');
	if (YES.has(word)) return true;
	return NO.has(word) ? false : null;
}
