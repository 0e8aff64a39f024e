import { WEBHOOK_HEADERS } from '../shared/cashfree';
import { readTime } from './timestamp';

/** How the signed bytes are put together; `custom` is written out in the signed content. */
export const SIGNATURE_SCHEMES = [
	'rawBody',
	'timestampBody',
	'timestampDotBody',
	'standardWebhooks',
	'custom',
] as const;
export type SignatureScheme = (typeof SIGNATURE_SCHEMES)[number];

/** What each scheme signs, as Signed Content would write it. */
export const SCHEME_CONTENT: Readonly<Record<Exclude<SignatureScheme, 'custom'>, string>> = {
	rawBody: '{body}',
	timestampBody: '{timestamp}{body}',
	timestampDotBody: '{timestamp}.{body}',
	// github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, "Signature scheme"
	standardWebhooks: '{header:webhook-id}.{header:webhook-timestamp}.{body}',
};
export const DEFAULT_SIGNED_CONTENT = SCHEME_CONTENT.timestampDotBody;

/** Where a placeholder's value comes from: a delivery that arrived, or one about to leave. */
export interface ContentSource {
	/** A header's value exactly as sent; any case of its name. */
	header(name: string): string | undefined;
	/** The address that the sender calls; asked for only where `{url}` is signed. */
	url?(): string | undefined;
}

type Part =
	| { kind: 'text'; bytes: string }
	| { kind: 'header'; names: readonly string[]; isTime: boolean; mustBeTime: boolean }
	| { kind: 'url' };

/** A signed content that was read: what comes before the body, and what comes after it. */
export interface SignedContent {
	before: readonly Part[];
	after: readonly Part[];
	/** The signed headers that could hold the time, in lower case: `{timestamp}`'s, and any `…time…`. */
	timeHeaders: readonly string[];
	/**
	 * Whether digits could be moved between the timestamp and a value beside it without a trace. The
	 * time proves nothing then, though the body is still covered.
	 */
	isTimeLoose: boolean;
}

/** The headers that a content signs: each one in which a placeholder may find its value. */
export function signedHeaders({ before, after }: SignedContent): string[] {
	return [...before, ...after].flatMap((part) => (part.kind === 'header' ? part.names : []));
}

/** The placeholders that stand for headers, by name in lower case. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
	id: [WEBHOOK_HEADERS.idempotencyKey, WEBHOOK_HEADERS.requestId],
	storeurl: [WEBHOOK_HEADERS.storeUrl],
	timestamp: [WEBHOOK_HEADERS.timestamp],
	topic: [WEBHOOK_HEADERS.topic],
	version: [WEBHOOK_HEADERS.version],
};
const PLACEHOLDER = /(\{(?:[a-z]{1,40}|header:[^{}]{0,200})\})/i;
/** RFC 9110, section 5.6.2: a token. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const LONGEST_CONTENT = 1_000;
const MOST_KEPT = 100;

/**
 * Whether a header can have this name: any that HTTP allows except `__proto__`, which gets lost on
 * its way in and out as the key of an object.
 */
export function isHeaderName(name: string): boolean {
	return HEADER_NAME.test(name) && name.toLowerCase() !== '__proto__';
}

/** What a scheme signs; undefined where a custom one cannot be read. */
export function contentOf(
	scheme: SignatureScheme,
	signedContent = DEFAULT_SIGNED_CONTENT,
): SignedContent | undefined {
	return readContent(scheme === 'custom' ? signedContent : SCHEME_CONTENT[scheme]);
}

const kept = new Map<string, SignedContent | undefined>();

/** Like `parseContent`, but once for each text instead of once for each delivery. */
export function readContent(text: string): SignedContent | undefined {
	if (kept.has(text)) return kept.get(text);
	const content = parseContent(text);
	// An expression could make a new text for every delivery.
	if (kept.size >= MOST_KEPT) kept.clear();
	kept.set(text, content);
	return content;
}

/**
 * Reads a signed content that is written out, such as `{timestamp}.{body}`; `\n` in it is a line
 * break, and blanks around it do not count.
 *
 * Returns undefined where it does not hold `{body}` exactly once, or holds a placeholder that does
 * not exist.
 */
export function parseContent(text: string): SignedContent | undefined {
	if (text.length > LONGEST_CONTENT) return undefined;
	const pieces = text
		.trim()
		.split(PLACEHOLDER)
		.filter((piece) => piece !== '');
	const at = pieces.findIndex(isBody);
	if (at < 0 || pieces.filter(isBody).length > 1) return undefined;
	const before = pieces.slice(0, at).map(readPart);
	const after = pieces.slice(at + 1).map(readPart);
	if (!before.every(isKnown) || !after.every(isKnown)) return undefined;
	const times = [...before, ...after].flatMap((part) =>
		part.kind === 'header' && part.isTime ? part.names : [],
	);
	return {
		before,
		after,
		timeHeaders: [...new Set(times)],
		isTimeLoose: [before, after].some(hasLooseTime),
	};
}

function isBody(piece: string): boolean {
	return piece.toLowerCase() === '{body}';
}

function isKnown(part: Part | undefined): part is Part {
	return part !== undefined;
}

function readPart(piece: string): Part | undefined {
	if (!PLACEHOLDER.test(piece)) return { kind: 'text', bytes: binary(withLineBreaks(piece)) };
	const name = piece.slice(1, -1);
	const folded = name.toLowerCase();
	if (folded === 'url') return { kind: 'url' };
	const named = folded.startsWith('header:') ? folded.slice('header:'.length).trim() : undefined;
	if (named !== undefined)
		return isHeaderName(named) ? headerPart([named.toLowerCase()], false) : undefined;
	const names = Object.hasOwn(HEADERS, folded) ? HEADERS[folded] : undefined;
	return names && headerPart(names, folded === 'timestamp');
}

function headerPart(names: readonly string[], mustBeTime: boolean): Part {
	const isTime = names.some((name) => name.includes('time'));
	return { kind: 'header', names, isTime, mustBeTime };
}

/** A panel's field is one line. */
function withLineBreaks(text: string): string {
	return text.replaceAll('\\n', '\n');
}

/** Text as its UTF-8 bytes, one character each: Node gives header values the same way. */
function binary(text: string): string {
	return Buffer.from(text, 'utf8').toString('latin1');
}

/**
 * Whether nothing but digits separates a time from another value, as in `{id}{timestamp}`. The body
 * beside it does no harm, since it begins and ends with a brace.
 */
function hasLooseTime(parts: readonly Part[]): boolean {
	return parts.some(
		(part, index) =>
			part.kind === 'header' &&
			part.isTime &&
			(isOpen(parts[index - 1], parts[index - 2]) || isOpen(parts[index + 1], parts[index + 2])),
	);
}

function isOpen(neighbour: Part | undefined, beyond: Part | undefined): boolean {
	if (neighbour?.kind !== 'text') return neighbour !== undefined;
	return beyond !== undefined && /^\d+$/.test(neighbour.bytes);
}

/**
 * The bytes around the body, one character each; undefined where a placeholder has no value, or
 * `{timestamp}` is not a time.
 */
export function fillContent(
	content: SignedContent,
	source: ContentSource,
): { before: string; after: string } | undefined {
	const before = fill(content.before, source);
	const after = before === undefined ? undefined : fill(content.after, source);
	return before === undefined || after === undefined ? undefined : { before, after };
}

function fill(parts: readonly Part[], source: ContentSource): string | undefined {
	let filled = '';
	for (const part of parts) {
		const value = valueOf(part, source);
		if (value === undefined) return undefined;
		filled += value;
	}
	return filled;
}

function valueOf(part: Part, source: ContentSource): string | undefined {
	if (part.kind === 'text') return part.bytes;
	if (part.kind === 'url') {
		const url = source.url?.();
		return url === undefined ? undefined : binary(url);
	}
	const value = headerValue(part.names, source);
	return value !== undefined && part.mustBeTime && readTime(value) === undefined
		? undefined
		: value;
}

function headerValue(names: readonly string[], source: ContentSource): string | undefined {
	for (const name of names) {
		const value = source.header(name);
		if (value !== undefined) return value.trim();
	}
	return undefined;
}
