import * as z from 'zod/v4-mini';

import { isObject, type JsonObject } from '../shared/json';
import { fold, isBlank } from './readers';

type AnyObject = z.ZodMiniObject<z.core.$ZodLooseShape>;
/** What reads a value of any kind as an object says. */
type Reader<Schema extends AnyObject> = z.ZodMiniType<z.output<Schema>, unknown>;

type Parse = (sent: unknown, payload: z.core.ParsePayload) => unknown;

interface Field {
	name: string;
	parse: Parse;
}

interface Step extends Field {
	/** As the sender spells it. */
	key: string;
	/** Whether another key of the object says the same: then a blank one does not count. */
	isAgain: boolean;
}

interface Plan {
	keys: readonly string[];
	steps: readonly Step[];
}

const LONGEST_NAME = 64;
const MOST_SPELLINGS = 500;
const SYNCHRONOUS: z.core.ParseContextInternal = { async: false };

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
 * several times the cost: a cart has thousands of lines, of which most fields are absent
 * (`npm run bench`).
 */
function objectReader(object: AnyObject) {
	const planFor = planner(object);
	const empty: JsonObject = z.parse(object, {});
	return (sent: JsonObject, payload: z.core.ParsePayload): JsonObject => {
		const read = { ...empty };
		for (const { key, name, parse, isAgain } of planFor(sent)) {
			const value = sent[key];
			if (isAgain && isBlank(value)) continue;
			const known = payload.issues.length;
			read[name] = parse(value, payload);
			if (payload.issues.length > known) setUnder(name, payload.issues, known);
		}
		return read;
	};
}

// zod's own prefixIssues cannot be imported without all of its core, and its forty languages.
function setUnder(name: string, issues: z.core.$ZodRawIssue[], from: number): void {
	const found = issues.splice(from);
	issues.push(...found.map((issue) => ({ ...issue, path: [name, ...(issue.path ?? [])] })));
}

/** What parses a field: its value comes back, its issues go to the payload. */
function parserOf(schema: z.core.$ZodType): Parse {
	// A transform, as nearly all fields are, is one function, and zod's way to it costs more than it.
	if (isTransform(schema)) return schema._zod.def.transform;
	return (sent, { issues }) => {
		const parsed = schema._zod.run({ value: sent, issues: [] }, SYNCHRONOUS) as z.core.ParsePayload;
		issues.push(...parsed.issues);
		return parsed.value;
	};
}

function isTransform(schema: z.core.$ZodType): schema is z.core.$ZodTransform {
	return schema._zod.def.type === 'transform';
}

/** Finds which keys of an object are read, in which order: the lines of a cart have the same keys. */
function planner(object: AnyObject): (sent: JsonObject) => readonly Step[] {
	const fieldOf = fieldFinder(object);
	let known: Plan = { keys: [], steps: [] };
	return (sent) => {
		const keys = Object.keys(sent);
		if (areSame(keys, known.keys)) return known.steps;
		const plan = { keys, steps: stepsFor(keys, fieldOf) };
		if (keys.every((key) => key.length <= LONGEST_NAME)) known = plan;
		return plan.steps;
	};
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
	if (some.length !== others.length) return false;
	for (let at = 0; at < some.length; at += 1) if (some[at] !== others[at]) return false;
	return true;
}

/** From the last to the first, so that of two spellings the first that is not blank counts. */
function stepsFor(keys: readonly string[], fieldOf: (key: string) => Field | null): Step[] {
	const names = new Set<string>();
	return keys.toReversed().flatMap((key) => {
		const field = fieldOf(key);
		if (!field) return [];
		const isAgain = names.has(field.name);
		names.add(field.name);
		return [{ ...field, key, isAgain }];
	});
}

/** Which field a sender's key stands for; own keys of the object alone, whatever they are called. */
function fieldFinder(object: AnyObject): (key: string) => Field | null {
	const fields = new Map(
		Object.entries(object.shape).map(([name, schema]) => [
			fold(name),
			{ name, parse: parserOf(schema) },
		]),
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
