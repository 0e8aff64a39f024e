import { SCHEME_CONTENT } from '../webhook/signed-content';

/** How a digest is made from the content and the key. */
export type Construction = 'hmac' | 'keyBefore' | 'keyAfter' | 'keyless';

/** What is signed as the body: its exact bytes, or the same body rewritten. */
export type BodyForm = 'exact' | 'compact' | 'sorted' | 'data' | 'sortedData' | 'values' | 'none';

/** Ways to sign that belong together: each content with each body in each construction. */
export interface Family {
	/** Contents as Signed Content writes them, the likeliest first. */
	contents: readonly string[];
	bodies: readonly BodyForm[];
	constructions: readonly Construction[];
}

const BODY = '{body}';
const JOINS = ['', '.', ':', '|', String.raw`\n`];
const VALUES = ['{timestamp}', '{id}', '{topic}', '{version}', '{storeUrl}', '{url}'];
const MAIN_VALUES = ['{timestamp}', '{id}', '{url}'];
/** Longer ones that webhook senders use. */
const LONG_ORDERS = [
	['{id}', '{timestamp}', '{url}', BODY],
	['{url}', '{timestamp}', '{id}', BODY],
	['{storeUrl}', '{topic}', '{timestamp}', BODY],
	['{storeUrl}', '{topic}', '{version}', BODY],
	['{topic}', '{version}', '{timestamp}', BODY],
	['{storeUrl}', '{topic}', '{version}', '{timestamp}', BODY],
	['{timestamp}', '{storeUrl}', '{topic}', '{version}', BODY],
	['{storeUrl}', '{topic}', '{version}', '{id}', BODY],
	['{storeUrl}', '{topic}', '{version}', '{id}', '{timestamp}', BODY],
];
const SIMPLE = [
	SCHEME_CONTENT.rawBody,
	SCHEME_CONTENT.timestampBody,
	SCHEME_CONTENT.timestampDotBody,
];

/**
 * Every way to sign that is looked for, the likeliest family first.
 *
 * @param headers placeholders of further headers that may be signed, such as `{header:x-nonce}`
 */
export function families(headers: readonly string[]): Family[] {
	const [main, rare] = [[...MAIN_VALUES, ...headers], VALUES.filter(isRare)];
	const times = main.filter((value) => value.includes('time'));
	// Slack's way; api.slack.com/authentication/verifying-requests-from-slack
	const versioned = times.map((time) => `v0:${time}:${BODY}`);
	const usual = [
		...versioned,
		...singles(main),
		...pairs(main, main),
		...around(main),
		...singles(rare),
	];
	return [
		hmacsOf([...Object.values(SCHEME_CONTENT), ...usual]),
		{
			contents: SIMPLE,
			bodies: ['compact', 'sorted', 'data', 'sortedData', 'values'],
			constructions: ['hmac'],
		},
		{
			contents: withoutBody([...VALUES, ...headers], main),
			bodies: ['none'],
			constructions: ['hmac'],
		},
		{
			contents: SIMPLE,
			bodies: ['exact'],
			constructions: ['keyBefore', 'keyAfter', 'keyless'],
		},
		hmacsOf([...pairs(main, rare), ...pairs(rare, rare), ...joined(LONG_ORDERS)]),
	];
}

function isRare(value: string): boolean {
	return !MAIN_VALUES.includes(value);
}

function hmacsOf(contents: readonly string[]): Family {
	return { contents: [...new Set(contents)], bodies: ['exact'], constructions: ['hmac'] };
}

/** One value before the body or after it. */
function singles(values: readonly string[]): string[] {
	return joined(
		values.flatMap((value) => [
			[value, BODY],
			[BODY, value],
		]),
	);
}

/** Two values before the body or after it. */
function pairs(some: readonly string[], others: readonly string[]): string[] {
	return joined(
		couples(some, others).flatMap(([first, second]) => [
			[first, second, BODY],
			[BODY, first, second],
		]),
	);
}

/** One value before the body and one after it. */
function around(values: readonly string[]): string[] {
	return joined(couples(values, values).map(([first, second]) => [first, BODY, second]));
}

/** Each value with each other one, in both orders. */
function couples(
	some: readonly string[],
	others: readonly string[],
): Array<readonly [string, string]> {
	const both = some.flatMap((first) => others.map((second) => [first, second] as const));
	const mirrored = both.map(([first, second]) => [second, first] as const);
	return [...both, ...mirrored].filter(([first, second]) => first !== second);
}

/** Contents of headers alone: `{body}` stands for nothing there. */
function withoutBody(singly: readonly string[], coupled: readonly string[]): string[] {
	const lists = [...singly.map((value) => [value]), ...couples(coupled, coupled)];
	return joined(lists).map((content) => `${content}${BODY}`);
}

function joined(lists: ReadonlyArray<readonly string[]>): string[] {
	return [...new Set(lists.flatMap((list) => JOINS.map((join) => list.join(join))))];
}
