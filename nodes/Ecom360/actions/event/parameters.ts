import {
	type IExecuteFunctions,
	type INodeProperties,
	type INodePropertyCollection,
	NodeOperationError,
} from 'n8n-workflow';
import * as z from 'zod/v4-mini';

import { amount, httpUrl, text } from '../../payload/readers';
import { foreignText } from '../../shared/foreign-text';

const trimmed = z.pipe(
	z.union([z.string(), z.number()], { error: 'is not text' }),
	z.transform((value) => text(value) ?? ''),
);

/** A parameter's text, trimmed; `''` where it is left empty. Numbers count as their digits. */
export const writtenText = z._default(trimmed, '');

/** The same for a field that can be left out: undefined where it was not added. */
export const givenText = z.optional(trimmed);

/** An amount in major units, a number or a text such as `₹1,299.00`; undefined where left empty. */
export const writtenAmount = z.optional(
	z.pipe(
		z.custom<unknown>((value) => amount(value) !== undefined, { error: 'is not an amount' }),
		z.transform((value) => amount(value) ?? undefined),
	),
);

/** An http or https address. */
export const webAddress = z.pipe(
	writtenText,
	z.string().check(
		z.refine((url) => httpUrl(url) !== null && URL.canParse(url), {
			error: 'is not a web address',
			params: {
				next: 'Enter the whole address to send to, beginning with https:// or http://',
			},
		}),
	),
);

/** One of a list of choices; `fallback` where the panel does not show the parameter. */
export function choice<const Value extends string>(values: readonly Value[], fallback: Value) {
	return z._default(z.enum(values), () => fallback as never);
}

/**
 * Reads one operation's parameters for one item, as its schema says.
 *
 * Expressions can give anything, so nothing is taken on trust: what the schema refuses becomes an
 * error that names the parameter as the panel does. A parameter that the panel does not show is
 * undefined to the schema.
 */
export function readParameters<Shape extends z.core.$ZodShape>(
	context: IExecuteFunctions,
	itemIndex: number,
	schema: z.ZodMiniObject<Shape>,
	properties: INodeProperties[],
): z.output<z.ZodMiniObject<Shape>> {
	const written = Object.fromEntries(
		Object.keys(schema.shape).map((name) => [
			name,
			context.getNodeParameter(name, itemIndex, null) ?? undefined,
		]),
	);
	const read = schema.safeParse(written, { reportInput: true });
	if (read.success) return read.data;
	const [issue] = read.error.issues;
	const { message, description } = refusal(issue, properties);
	throw new NodeOperationError(context.getNode(), message, { description, itemIndex });
}

interface Refusal {
	message: string;
	description: string;
}

function refusal(issue: z.core.$ZodIssue | undefined, properties: INodeProperties[]): Refusal {
	const path = issue?.path ?? [];
	const property = propertyAt(properties, path);
	const name = property?.displayName ?? path.join('.');
	if (issue?.code === 'invalid_value') {
		return {
			message: `'${name}' has no choice '${shown(issue.input)}'`,
			description: `Choose one of these: ${choices(property) || issue.values.join(', ')}`,
		};
	}
	const next = issue?.code === 'custom' ? issue.params?.['next'] : undefined;
	return {
		message: `'${name}' ${issue?.message}`,
		description: typeof next === 'string' ? next : `Enter another value in '${name}'`,
	};
}

function shown(value: unknown): string {
	return foreignText(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}

/** The choices of a parameter by the names that the panel shows. */
function choices(property: INodeProperties | undefined): string {
	const options = property?.options ?? [];
	return options.flatMap((option) => ('value' in option ? [option.name] : [])).join(', ');
}

/** The parameter that a path leads to, such as `options.signatureScheme` or `items.item.0.price`. */
function propertyAt(
	properties: INodeProperties[],
	path: readonly PropertyKey[],
): INodeProperties | undefined {
	const names = path.filter((step) => typeof step === 'string');
	let [level, found]: [Nested[], INodeProperties | undefined] = [properties, undefined];
	for (const name of names) {
		const matches = level.filter((candidate) => candidate.name === name);
		found = matches.find((match) => 'type' in match) ?? found;
		level = matches.flatMap(nested);
	}
	return found;
}

type Nested = INodeProperties | INodePropertyCollection;

function nested(property: Nested): Nested[] {
	const within = 'values' in property ? property.values : property.options;
	return (within ?? []).filter((entry) => 'displayName' in entry);
}
