/** What an item's fields are made of, and what `docs/fields.md` says about each. */
import * as z from 'zod/v4-mini';

import { isObject, type JsonObject } from '../shared/json';

/** One row of the tables in `docs/fields.md`; texts are Markdown. */
export type FieldNotes = {
	/** What the field holds. */
	meaning: string;
	/** A value that the field may have, from Cashfree's own samples where they have one. */
	example?: unknown;
	/** Where the value comes from in each vendor's event. */
	ecom360?: string;
	occ?: string;
	payments?: string;
	/** What the field holds where nothing is known. */
	fallback?: string;
	/** The parameter of a WhatsApp template that the field suits. */
	parameter?: string;
};

/** Only the script that writes the tables, and tests, read this; no delivery does. */
export const FIELD_NOTES = z.registry<FieldNotes>();

/** A field of an item with what the documentation says about it. */
export function field<Schema extends z.ZodMiniType>(
	schema: Schema,
	meaning: string,
	notes: Omit<FieldNotes, 'meaning'> = {},
): Schema {
	const described = schema.clone();
	FIELD_NOTES.add(described, { meaning, ...notes });
	return described as Schema;
}

const CONTROL_OR_HALVED = /[\p{Cc}\u2028\u2029\p{Cs}]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Known text: unknown is null, never blank. */
export const text = z.string().check(z.refine((value) => value.trim() !== ''));
export const textOrNull = z.nullable(text);
export const amount = z.number().check(z.nonnegative());
export const amountOrNull = z.nullable(amount);
export const countOrNull = z.nullable(z.int().check(z.nonnegative()));
export const flag = z.boolean();
export const flagOrNull = z.nullable(flag);
export const currency = z.string().check(z.regex(/^[A-Z]{3}$/));
/** ISO 3166. */
export const countryOrNull = z.nullable(z.string().check(z.regex(/^[A-Z]{2}$/)));
export const urlOrNull = z.nullable(z.string().check(z.regex(/^https?:\/\//i)));
export const time = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));

// No z.record: it refuses objects with a key named `constructor`.
/** Any object, whatever its keys. */
export const object = z.custom<JsonObject>(isObject);
/** An object of texts under sender-chosen names. */
export const textsByName = z.custom<Record<string, string>>(
	(value) => isObject(value) && Object.values(value).every((entry) => typeof entry === 'string'),
);

/** One line that a WhatsApp template takes as a parameter, of at most `longest` UTF-16 units. */
export function line(longest: number) {
	return z.string().check(
		z.maxLength(longest),
		z.refine((value) => value === value.trim() && VISIBLE.test(value)),
		z.refine((value) => !CONTROL_OR_HALVED.test(value) && !value.includes('     ')),
	);
}
