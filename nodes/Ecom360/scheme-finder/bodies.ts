import { decode, isObject, parseObject } from '../shared/json';
import type { BodyForm } from './forms';

/** A body, or the same body as a sender may have rewritten it. */
export interface FormedBody {
	form: BodyForm;
	bytes: Buffer;
}

/** The body as it came, and rewritten in the ways that senders sign by mistake, without repeats. */
export function bodyForms(body: Buffer): FormedBody[] {
	const forms: FormedBody[] = [
		{ form: 'exact', bytes: body },
		{ form: 'none', bytes: Buffer.alloc(0) },
	];
	const seen = new Set([body.toString('latin1')]);
	for (const [form, text] of rewritten(decode(body))) {
		const bytes = Buffer.from(text);
		const name = bytes.toString('latin1');
		if (!seen.has(name)) forms.push({ form, bytes });
		seen.add(name);
	}
	return forms;
}

/** A JSON value whose numbers and strings stay as they were sent: `2000.0` and `"\u0906"`. */
type Value = string | Value[] | Members;
interface Members {
	members: Array<[name: string, value: Value]>;
}

/** How JSON is written: its blanks, and its strings. */
interface Style {
	comma: string;
	colon: string;
	quote: (sent: string) => string;
	/** Where numbers are rewritten, too. */
	number?: (sent: string) => string;
}

const BLANKS = [
	{ comma: ',', colon: ':' },
	// Python's json.dumps
	{ comma: ', ', colon: ': ' },
];
const plain = (sent: string): string => JSON.stringify(JSON.parse(sent));
const withEscapedSlashes = (sent: string): string => plain(sent).replaceAll('/', '\\/');
const QUOTES: ReadonlyArray<Style['quote']> = [
	(sent) => sent,
	plain,
	withEscapedSlashes,
	(sent) => inAscii(plain(sent)),
	(sent) => inAscii(withEscapedSlashes(sent)),
];

function inAscii(text: string): string {
	return text.replace(
		/[^\0-~]/g,
		(letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

function rewritten(json: string): Array<[BodyForm, string]> {
	// Only valid JSON has tokens that can be relied on.
	if (!parseObject(json)) return [];
	try {
		const whole = readValue(tokensOf(json));
		if (!isMembers(whole)) return [];
		const data = whole.members.find(([name]) => JSON.parse(name) === 'data')?.[1];
		const wholes: Array<[BodyForm, Value]> = [
			['compact', whole],
			['sorted', sorted(whole)],
		];
		const parts: Array<[BodyForm, Value]> =
			data === undefined
				? []
				: [
						['data', data],
						['sortedData', sorted(data)],
					];
		return [
			...[...wholes, ...parts].flatMap(([form, value]) =>
				stylesOf().map((style): [BodyForm, string] => [form, write(value, style)]),
			),
			['values', valuesOf(whole)],
		];
	} catch {
		// Nested too deeply: it can only be signed as it came.
		return [];
	}
}

function stylesOf(): Style[] {
	const all = BLANKS.flatMap((blanks) => QUOTES.map((quote): Style => ({ ...blanks, quote })));
	// As JavaScript does, which turns 2000.0 into 2000.
	return [...all, { comma: ',', colon: ':', quote: plain, number: plain }];
}

/** The tokens of valid JSON, the first one last. */
function tokensOf(json: string): string[] {
	return (json.match(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|[^\s{}[\],:"]+/g) ?? []).reverse();
}

/** Takes one value from the end of the tokens. */
function readValue(tokens: string[]): Value {
	const token = tokens.pop() ?? '';
	if (token === '[') {
		const items: Value[] = [];
		while (tokens.at(-1) !== ']') items.push(readValue(tokens));
		tokens.pop();
		return items;
	}
	if (token !== '{') return token;
	const members: Members['members'] = [];
	while (tokens.at(-1) !== '}') members.push([tokens.pop() ?? '', readValue(tokens)]);
	tokens.pop();
	return { members };
}

function isMembers(value: Value): value is Members {
	return isObject(value);
}

function write(value: Value, style: Style): string {
	const { comma, colon, quote, number } = style;
	if (Array.isArray(value)) return `[${value.map((item) => write(item, style)).join(comma)}]`;
	if (!isMembers(value)) return value.startsWith('"') ? quote(value) : (number?.(value) ?? value);
	const members = value.members.map(([name, inner]) => quote(name) + colon + write(inner, style));
	return `{${members.join(comma)}}`;
}

function sorted(value: Value): Value {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isMembers(value)) return value;
	const members = byName(value).map(([name, inner]): [string, Value] => [name, sorted(inner)]);
	return { members };
}

function byName({ members }: Members): Members['members'] {
	const named = members.map((member) => ({ name: JSON.parse(member[0]) as string, member }));
	return named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ member }) => member);
}

/** The values one after the other, in the order of their names, as Cashfree's older webhooks sign. */
function valuesOf(whole: Members): string {
	const compact: Style = { comma: ',', colon: ':', quote: plain };
	return byName(whole)
		.map(([, value]) =>
			typeof value === 'string' && value.startsWith('"')
				? (JSON.parse(value) as string)
				: write(value, compact),
		)
		.join('');
}
