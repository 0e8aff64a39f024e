/** Reading a vendor's JSON: nothing here trusts a type, a spelling or a blank. */

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
 * Makes a reader of the named fields of any JSON value: case-blind, snake_case or camelCase alike.
 *
 * The reader always returns every name, undefined where absent. Of two spellings of one name the
 * first that is not blank counts. Only own keys are read, so `__proto__` is a key like any other.
 */
export function fieldReader<const Name extends string>(names: readonly Name[]) {
	const byFolded = new Map<string, Name>(names.map((name) => [fold(name), name]));
	const bySpelling = new Map<string, Name | undefined>();
	const absent = Object.fromEntries(names.map((name) => [name, undefined])) as Record<
		Name,
		unknown
	>;

	const nameOf = (key: string): Name | undefined => {
		if (key.length > LONGEST_NAME) return undefined;
		const name = byFolded.get(fold(key));
		// Folding is the slow part, and a sender spells its keys alike in every delivery.
		if (bySpelling.size < MOST_SPELLINGS) bySpelling.set(key, name);
		return name;
	};

	return (source: unknown): Record<Name, unknown> => {
		const fields = { ...absent };
		if (!isObject(source)) return fields;
		for (const key of Object.keys(source)) {
			const name = bySpelling.get(key) ?? (bySpelling.has(key) ? undefined : nameOf(key));
			if (name !== undefined && isBlank(fields[name])) fields[name] = source[key];
		}
		return fields;
	};
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
const CURRENCY_MARKS = /^(?:\p{Sc}|[a-z]{1,3}\.?)?\s*|\s*(?:\p{Sc}|[a-z]{3}|\/-)?$/giu;

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
	return address !== null && /^https?:\/\/[^\s/]+\S*$/i.test(address) ? address : null;
}
