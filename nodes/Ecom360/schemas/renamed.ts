import * as z from 'zod/v4-mini';

import { isBlank, isObject, type JsonObject } from './readers';

type AnyObject = z.ZodMiniObject<z.core.$ZodLooseShape>;
/** What reads a value of any kind as an object says. */
type Reader<Schema extends AnyObject> = z.ZodMiniType<z.output<Schema>, unknown>;

interface Field {
	name: string;
	schema: z.core.$ZodType;
}

const LONGEST_NAME = 64;
const MOST_SPELLINGS = 500;
const SYNCHRONOUS: z.core.ParseContextInternal = { async: false };

/** Folds `Shipping_address`, `shippingAddress` and `shipping-address` into one name. */
export function fold(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Reads an object whose keys may be written in any case, snake_case and camelCase alike. */
export function renamed<Schema extends AnyObject>(object: Schema): Reader<Schema> {
	const read = objectReader(object);
	return z.transform((sent: unknown, payload) => {
		if (isObject(sent)) return read(sent, payload);
		payload.issues.push({ code: 'invalid_type', expected: 'object', input: sent });
		return z.NEVER;
	}) as unknown as Reader<Schema>;
}

/** The same for a part that may be missing: anything but an object has no fields. */
export function part<Schema extends AnyObject>(object: Schema): Reader<Schema> {
	const read = objectReader(object);
	const empty = Object.freeze(z.parse(object, {}));
	return z.transform((sent: unknown, payload) =>
		isObject(sent) ? read(sent, payload) : empty,
	) as unknown as Reader<Schema>;
}

/**
 * Parses the fields that an object has by the schemas that `object` gives them; the others are what
 * `object` makes of `{}`, which it must accept. Issues have zod's own paths.
 *
 * To rename all keys and then let the z.object parse would be the same (a property test says so), at
 * twice the cost: a cart has thousands of lines, of which most fields are absent (`npm run bench`).
 */
function objectReader(object: AnyObject) {
	const fieldOf = fieldFinder(object);
	const empty: JsonObject = z.parse(object, {});
	return (sent: JsonObject, payload: z.core.ParsePayload): JsonObject => {
		const read = { ...empty };
		const keys = Object.keys(sent);
		// From the last to the first, so that of two spellings the first that is not blank counts.
		for (let at = keys.length - 1; at >= 0; at -= 1) {
			const key = keys[at] ?? '';
			const field = fieldOf(key);
			if (field === null) continue;
			const isTaken = read[field.name] !== empty[field.name];
			if (isTaken && isBlank(sent[key])) continue;
			const { value, issues } = parse(field.schema, sent[key]);
			read[field.name] = value;
			if (issues.length > 0)
				payload.issues.push(...issues.map((issue) => under(field.name, issue)));
		}
		return read;
	};
}

// zod's own prefixIssues cannot be imported without all of its core, and its forty languages.
function under(name: string, issue: z.core.$ZodRawIssue): z.core.$ZodRawIssue {
	return { ...issue, path: [name, ...(issue.path ?? [])] };
}

function parse(schema: z.core.$ZodType, value: unknown): z.core.ParsePayload {
	return schema._zod.run({ value, issues: [] }, SYNCHRONOUS) as z.core.ParsePayload;
}

/** Which field a sender's key stands for; own keys of the object alone, whatever they are called. */
function fieldFinder(object: AnyObject): (key: string) => Field | null {
	const fields = new Map(
		Object.entries(object.shape).map(([name, schema]) => [fold(name), { name, schema }]),
	);
	// A sender spells its keys alike in every delivery.
	const spellings = new Map<string, Field | null>();
	return (key) => {
		const known = spellings.get(key);
		if (known !== undefined) return known;
		if (key.length > LONGEST_NAME) return null;
		const field = fields.get(fold(key)) ?? null;
		if (spellings.size < MOST_SPELLINGS) spellings.set(key, field);
		return field;
	};
}
