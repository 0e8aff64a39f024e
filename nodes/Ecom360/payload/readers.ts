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

/** What an object holds under the first of these names that is not blank, whatever their case. */
function valueOf(sent: JsonObject, ...names: string[]): unknown {
	const held = Object.entries(sent).filter(([, value]) => !isBlank(value));
	const found = names.map((name) => held.find(([key]) => fold(key) === fold(name)));
	return found.find((entry) => entry !== undefined)?.[1];
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
		// Adding zero turns -0, which JSON can hold, into 0.
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

/** A name that no currency has, for a field that says something but cannot be read. */
const UNREADABLE = '?';

/** The currency that a field names: a code, a mark, or what an object says about it; null for none. */
export function currencyName(value: unknown): string | null {
	if (isBlank(value)) return null;
	const named = isObject(value)
		? valueOf(value, 'code', 'currencyCode', 'isoCode', 'name', 'symbol')
		: value;
	return text(named) ?? UNREADABLE;
}

/** A count or a measure, such as a quantity or grams; null where it cannot be read. */
export function measure(value: unknown): number | null {
	return amount(value) ?? null;
}

/**
 * The objects of a list, in the forms in which shop systems send one: an array, an object that holds
 * the entries by index or by any other key, GraphQL's `edges` and `nodes`, or a single entry in place
 * of the list, which `isEntry` recognizes. Null for what is not a list at all.
 */
export function objects(
	value: unknown,
	isEntry: (sent: JsonObject) => boolean,
): JsonObject[] | null {
	if (Array.isArray(value)) return value.map(withoutNode).filter(isObject);
	if (!isObject(value)) return null;
	if (isEntry(value)) return [value];
	const held = valueOf(value, 'edges', 'nodes') ?? value;
	if (Array.isArray(held)) return held.map(withoutNode).filter(isObject);
	// Only one level: an event can be nested deeper than the stack.
	return Object.values(isObject(held) ? held : {})
		.flat()
		.map(withoutNode)
		.filter(isObject);
}

function withoutNode(entry: unknown): unknown {
	const node = isObject(entry) ? entry['node'] : undefined;
	return isObject(node) || node === null ? node : entry;
}

/** Texts by name, sent as an object or as a list of `{name, value}`; blank ones are dropped. */
export function namedTexts(value: unknown): Record<string, string> {
	const named = Object.entries(isObject(value) || Array.isArray(value) ? value : {});
	const pairs = named.map(([key, sent]) => {
		if (isObject(sent)) return [text(valueOf(sent, 'name')), text(valueOf(sent, 'value'))];
		return [Array.isArray(value) ? null : key, text(sent)];
	});
	// fromEntries makes own keys only, whatever they are called.
	return Object.fromEntries(
		pairs.filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== null),
	);
}

/** An http or https address, as sent; null for anything else. */
export function httpUrl(value: unknown): string | null {
	const address = text(value);
	return address === null ? null : webAddress(address);
}

const YES = new Set(['true', 'yes', 'y', 'on', '1', 'subscribed', 'optedin', 'optin']);
const NO = new Set([
	...['false', 'no', 'n', 'off', '0', 'unsubscribed', 'notsubscribed', 'optedout', 'optout'],
	...['declined', 'denied', 'refused', 'rejected', 'revoked', 'withdrawn', 'never', 'notoptedin'],
	// Shopify's words for a consent that was given for a number or an address no longer valid.
	...['invalid', 'redacted'],
]);
/**
 * Yes or no as a boolean, 0 or 1, a word, or an object such as Shopify's `{state: "subscribed"}`;
 * null for anything else, such as a consent that is still pending. Within one object or list, a no
 * counts: `{sms: false, email: true}`.
 */
export function flag(value: unknown): boolean | null {
	if (typeof value === 'object' && value !== null) {
		if (Object.values(value).some((held) => typeof held !== 'number' && word(held) === false)) {
			return false;
		}
		// The names in Shopify's REST and GraphQL APIs.
		const states = isObject(value)
			? [valueOf(value, 'state'), valueOf(value, 'marketingState')]
			: [];
		return states.map(word).find((said) => said !== null) ?? null;
	}
	return word(value);
}

function word(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	const folded = fold(text(value) ?? '');
	if (YES.has(folded)) return true;
	return NO.has(folded) ? false : null;
}

/** Yes only where a field says yes and none says no; null where none says anything. */
export function consent(values: readonly unknown[]): boolean | null {
	const flags = values.map(flag);
	return flags.includes(false) ? false : (flags.find((said) => said !== null) ?? null);
}
