import { asBytes, aBody, withByteChanged } from './bodies.mts';
import type { Random } from './random.mts';
import { someKeys, someSettings, type Keys, type NodeSettings } from './settings.mts';
import { aSignature, aTimestamp } from './signing.mts';
import { aRepetitiveText, aText } from './words.mts';

/** One delivery to one node, with everything around it that n8n and the sender decide. */
export interface Case {
	body: Buffer;
	/** Names in lower case, as Node gives them. */
	headers: Record<string, string>;
	settings: NodeSettings;
	keys: Keys;
	/** Whether somebody listens in the editor. */
	isTest: boolean;
	/** Whether n8n has read the body before, reads it when asked, or cannot (multipart, broken gzip). */
	reading: 'before' | 'whenAsked' | 'never';
	/** What becomes of the answer: n8n stores the execution, n8n fails to, it stores but the sender is gone. */
	ending: 'stored' | 'failed' | 'gone';
	/** When the sender sends the same delivery again. */
	repeat: 'never' | 'afterwards' | 'atOnce';
	/** Whether the repeated one has another id in its unsigned header. */
	hasNewId: boolean;
}

export type Setup = Pick<Case, 'settings' | 'keys'>;

export function aSetup(random: Random): Setup {
	return { settings: someSettings(random), keys: someKeys(random) };
}

/** Makes a case; `kept` are bodies that reached something new. `now`: Unix milliseconds. */
export function aCase(
	random: Random,
	{ settings, keys }: Setup,
	kept: readonly string[],
	now: number,
): Case {
	const text = aBody(random, kept);
	const body = asBytes(random, text);
	const timestamp = aTimestamp(random, now);
	const signed = { body, timestamp };
	if (random.oneIn(20)) moveAcrossTheBorder(random, signed);
	const { header } = settings.signature;
	const headers = someHeaders(random, timestamp);
	const signature = aSignature(random, body, headers, keys.usable, settings.signature);
	if (signature !== undefined) put(headers, header, signature);
	// The time moves only after signing, and only where it was sent.
	if (signed.timestamp !== undefined && timestamp !== undefined) {
		put(headers, 'x-webhook-timestamp', signed.timestamp);
	}
	const reading = random.oneIn(6) ? random.pick(['whenAsked', 'never'] as const) : 'before';
	return {
		body: random.oneIn(30) ? withByteChanged(random, signed.body) : signed.body,
		headers: {
			'content-type': random.pick(CONTENT_TYPES[reading]),
			...headers,
		},
		settings,
		keys,
		isTest: random.oneIn(12),
		reading,
		ending: random.oneIn(4) ? random.pick(['failed', 'gone'] as const) : 'stored',
		repeat: random.oneIn(6) ? random.pick(['afterwards', 'atOnce'] as const) : 'never',
		hasNewId: random.oneIn(2),
	};
}

/** After signing, moves digits between timestamp and body: the joined text stays the same. */
function moveAcrossTheBorder(
	random: Random,
	signed: { body: Buffer; timestamp: string | undefined },
): void {
	const { body, timestamp } = signed;
	if (timestamp === undefined || timestamp.length < 2) return;
	const at = 1 + random.below(timestamp.length - 1);
	signed.timestamp = timestamp.slice(0, at);
	signed.body = Buffer.concat([Buffer.from(timestamp.slice(at)), body]);
}

const CONTENT_TYPES = {
	before: ['application/json', 'application/json; charset=utf-8', 'text/plain', 'application/xml'],
	whenAsked: ['application/octet-stream', '', 'garbage', 'text/html'],
	never: ['multipart/form-data; boundary=x', 'Multipart/Form-Data', 'application/octet-stream'],
};
const UNSIGNED = [
	...['x-request-id', 'x-idempotency-key', 'x-webhook-attempt', 'x-webhook-topic', 'x-store-url'],
	...['x-webhook-version', 'user-agent', '__proto__', 'constructor', 'x-forwarded-for'],
];
const VALUES = [
	...[
		'v1',
		'2025-01-01',
		'v2',
		'abandonedCheckout',
		'ABANDONED_CHECKOUT',
		'orderPlaced',
		'1',
		'007',
	],
	...['0b8f6a52-request', 'a, b', '1e3', '-1', '999999999999', 'a\u0000b', '\u0085', 'ÿÿ', 'null'],
];

function someHeaders(random: Random, timestamp: string | undefined): Record<string, string> {
	const headers: Record<string, string> = {};
	for (let left = random.below(6); left > 0; left--) {
		put(headers, random.pick(UNSIGNED), random.oneIn(5) ? headerText(random) : random.pick(VALUES));
		if (random.oneIn(500))
			put(headers, random.pick(UNSIGNED), asHeader(aRepetitiveText(random, LONGEST_HEADER)));
	}
	if (timestamp !== undefined) put(headers, 'x-webhook-timestamp', timestamp);
	if (random.oneIn(3)) {
		put(headers, 'webhook-id', random.pick(['msg_1', 'msg.2', '']));
		const seconds = /^\d{13}$/.test(timestamp ?? '') ? String(timestamp).slice(0, 10) : timestamp;
		if (seconds !== undefined) put(headers, 'webhook-timestamp', seconds);
	}
	return headers;
}

/** Also for a name that objects inherit. */
function put(headers: Record<string, string>, name: string, value: string): void {
	Object.defineProperty(headers, name, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}

/** Node refuses more than 16 kB of headers in all. */
const LONGEST_HEADER = 8_000;

/** HTTP headers are Latin-1 without line breaks; Node refuses anything else before n8n sees it. */
function headerText(random: Random): string {
	// The body's canary must not be taken for a leak where a header held it.
	return asHeader(aText(random).replaceAll('kanarie', ''));
}

function asHeader(text: string): string {
	return text.replace(/[\r\n\0]/g, '').replace(/[^\t -\u00FF]/gu, '?');
}

/** A case as text, for `--replay`. */
export function writeCase(fuzzCase: Case): string {
	return JSON.stringify(fuzzCase, (_, value: unknown) =>
		isWrittenBuffer(value) ? { base64: Buffer.from(value.data).toString('base64') } : value,
	);
}

export function readCase(text: string): Case {
	return JSON.parse(text, (_, value: unknown) =>
		isRecord(value) && typeof value.base64 === 'string' && Object.keys(value).length === 1
			? Buffer.from(value.base64, 'base64')
			: value,
	) as Case;
}

function isWrittenBuffer(value: unknown): value is { data: number[] } {
	return isRecord(value) && value.type === 'Buffer' && Array.isArray(value.data);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
