import * as z from 'zod/v4-mini';

import { isObject, type JsonObject } from '../shared/json';
import { fold, isBlank, objects } from './readers';

type AnyObject = z.ZodMiniObject<z.core.$ZodLooseShape>;
type Reader<T> = z.ZodMiniType<T, unknown>;
/** For each field, the other names that it is sent under, the best first. */
type OtherNames<Schema extends AnyObject> = {
	[Field in keyof z.output<Schema>]?: readonly string[];
};

/** No field has a longer name, so a longer key is not worth folding. */
const LONGEST_NAME = 64;

/**
 * Reads an object whose keys may be written in any case, snake_case and camelCase alike. The fields
 * of `object` are made by `first`, `all`, `one` and `list`, since a field can be sent several times.
 */
export function renamed<Schema extends AnyObject>(
	object: Schema,
	otherNames: OtherNames<Schema> = {},
): Reader<z.output<Schema>> {
	const fields = fieldsByName(object, otherNames);
	const sent = z.transform((value) => (isObject(value) ? sorted(value, fields) : value));
	return z.pipe(sent, object as unknown as Reader<z.output<Schema>>);
}

/** A field that is an object itself; one that is missing has nothing in it. */
export function one<Schema extends AnyObject>(
	object: Schema,
	otherNames: OtherNames<Schema> = {},
): Reader<z.output<Schema>> {
	const reader = renamed(object, otherNames);
	let nothing: z.output<Schema> | undefined;
	return z.transform((values) => {
		const sent = valuesOf(values).find(isObject);
		return sent ? z.parse(reader, sent) : (nothing ??= z.parse(reader, {}));
	});
}

/** A field that is a list of objects, however its sender holds them; null where there is none. */
export function list<Schema extends AnyObject>(
	object: Schema,
	otherNames: OtherNames<Schema> = {},
): Reader<Array<z.output<Schema>> | null> {
	const fields = fieldsByName(object, otherNames);
	const isEntry = (sent: JsonObject) =>
		Object.entries(sent).some(
			([key, value]) => isTelling(fields.get(fold(key))) && isScalar(value),
		);
	const reader = renamed(object, otherNames);
	return z.transform(
		(values) =>
			objects(valuesOf(values)[0], isEntry)?.map((entry) => z.parse(reader, entry)) ?? null,
	);
}

/** A field that is the first of its values that `read` can read. */
export function first<T>(read: (value: unknown) => T): z.ZodMiniTransform<T, unknown> {
	return z.transform((values) => {
		const sent = valuesOf(values);
		let value = read(sent[0]);
		for (let place = 1; place < sent.length; place++) value ??= read(sent[place]);
		return value;
	});
}

/** A field that is made from everything that was sent for it. */
export function all<T>(read: (values: unknown[]) => T): z.ZodMiniTransform<T, unknown> {
	return z.transform((values) => read(valuesOf(values)));
}

/** Whether a field says what an entry is: a quantity or a currency may belong to a whole list. */
function isTelling(field: string | undefined): boolean {
	return field !== undefined && field !== 'quantity' && field !== 'currency';
}

function valuesOf(sent: unknown): unknown[] {
	return Array.isArray(sent) ? sent : [];
}

function isScalar(value: unknown): boolean {
	return typeof value !== 'object' && !isBlank(value);
}

/** The field that each folded name stands for, in the order in which a field's names are tried. */
function fieldsByName<Schema extends AnyObject>(
	{ shape }: Schema,
	others: OtherNames<Schema>,
): ReadonlyMap<string, string> {
	return new Map(
		Object.keys(shape).flatMap((field) =>
			[field, ...(others[field as keyof z.output<Schema>] ?? [])].map(
				(name) => [fold(name), field] as const,
			),
		),
	);
}

/** The values that an object's own keys hold for each field. Blank ones are the same as missing. */
function sorted(sent: JsonObject, fields: ReadonlyMap<string, string>): Record<string, unknown[]> {
	const byName = new Map<string, unknown[]>();
	for (const key of Object.keys(sent)) {
		const name = key.length > LONGEST_NAME ? '' : fold(key);
		if (!fields.has(name) || isBlank(sent[key])) continue;
		const values = byName.get(name);
		if (values) values.push(sent[key]);
		else byName.set(name, [sent[key]]);
	}
	const found: Record<string, unknown[]> = {};
	fields.forEach((field, name) => {
		const values = byName.get(name);
		if (values) found[field] = found[field]?.concat(values) ?? values;
	});
	return found;
}
