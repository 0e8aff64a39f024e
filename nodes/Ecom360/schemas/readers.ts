/** Reading a vendor's JSON: nothing here trusts a type, a spelling or a blank. */

import { webAddress } from '../shared/web-address';

export type JsonObject = Record<string, unknown>;

const LONGEST_NAME = 64;
const MOST_SPELLINGS = 500;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Folds `Shipping_address`, `shippingAddress` and `shipping-address` into one name. */
export function fold(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * The fields that are looked for in one kind of object.
 *
 * What is read lies in an array, not in an object: a cart has up to thousands of line items, and
 * writing to slots costs a third of writing to named keys (`npm run bench`).
 */
export interface Shape<Name extends string> {
	/** Where each field's value lies in what `readFields` returns. */
	at: Readonly<Record<Name, number>>;
	folded: ReadonlyMap<string, number>;
	/** Spellings met so far; a sender spells its keys alike in every delivery. */
	spellings: Map<string, number>;
}

export type Fields = readonly unknown[];

const NOT_LOOKED_FOR = -1;

export function shape<const Name extends string>(names: readonly Name[]): Shape<Name> {
	const slots = names.map((name, slot) => [name, slot] as const);
	return {
		at: Object.fromEntries(slots) as Record<Name, number>,
		folded: new Map(slots.map(([name, slot]) => [fold(name), slot])),
		spellings: new Map(),
	};
}

/**
 * Reads an object's fields, case-blind, snake_case and camelCase alike; absent ones are undefined.
 *
 * Of two spellings of one name the first that is not blank counts. Only own keys are read, so
 * `__proto__` is a key like any other; anything but an object has no fields.
 */
export function readFields(wanted: Shape<string>, source: unknown): Fields {
	const fields: unknown[] = new Array(wanted.folded.size).fill(undefined);
	if (!isObject(source)) return fields;
	for (const key of Object.keys(source)) {
		const slot = wanted.spellings.get(key) ?? slotOf(wanted, key);
		if (slot !== NOT_LOOKED_FOR && isBlank(fields[slot])) fields[slot] = source[key];
	}
	return fields;
}

function slotOf({ folded, spellings }: Shape<string>, key: string): number {
	if (key.length > LONGEST_NAME) return NOT_LOOKED_FOR;
	const slot = folded.get(fold(key)) ?? NOT_LOOKED_FOR;
	if (spellings.size < MOST_SPELLINGS) spellings.set(key, slot);
	return slot;
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Text or an id: trimmed; numbers are written out; blank, boolean and nested values are null. */
export function text(value: unknown): string | null {
	if (typeof value === 'string') return value.trim() || null;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

const PLAIN_NUMBER = /^\d+(?:\.\d+)?$/;
// 1,299 and the Indian 1,29,900.50; not 1,29, which elsewhere means one and 29 hundredths.
const GROUPED_NUMBER = /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/;
const CURRENCY_MARKS = /^(?:\p{Sc}|[a-z]{1,3}\.?)?\s{0,9}|\s{0,9}(?:\p{Sc}|[a-z]{3}|\/-)?$/giu;

/** An amount as sent: `65`, `"65.00"`, `"₹1,299.00"`. Null where blank; undefined where unreadable or negative. */
export function amount(value: unknown): number | null | undefined {
	if (typeof value === 'number') return value >= 0 && value < Infinity ? value + 0 : undefined;
	if (isBlank(value)) return null;
	if (typeof value !== 'string' || value.length > LONGEST_NAME) return undefined;
	const written = value.trim();
	if (written === '') return null;
	const digits = PLAIN_NUMBER.test(written) ? written : written.replace(CURRENCY_MARKS, '');
	if (PLAIN_NUMBER.test(digits)) return Number(digits);
	return GROUPED_NUMBER.test(digits) ? Number(digits.replaceAll(',', '')) : undefined;
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
