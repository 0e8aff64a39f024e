import fc from 'fast-check';

import { aBody, aByteChange, aDamage, put } from './bodies.mts';
import { someKeys, someSettings, type Keys, type NodeSettings } from './settings.mts';
import { aRepetition, aText, CANARY, sometimes, weighted } from './words.mts';
import { aSignature, aTimestamp } from './signatures.mts';

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

/** Node refuses more than 16 kB of headers in all. */
const LONGEST_HEADER = 8_000;
const UNSIGNED = [
	...['x-request-id', 'x-idempotency-key', 'x-webhook-attempt', 'x-webhook-topic', 'x-store-url'],
	...['x-webhook-version', 'user-agent', '__proto__', 'constructor', 'x-forwarded-for'],
];
const VALUES = [
	...['v1', 'v2', '2025-01-01', 'abandonedCheckout', 'ABANDONED_CHECKOUT', 'orderPlaced', '007'],
	...['0b8f6a52-request', 'a, b', '1', '1e3', '-1', '999999999999', 'a\u0000b', '\u0085', 'ÿÿ'],
];

/** HTTP headers are Latin-1 without line breaks; Node refuses anything else before n8n sees it. */
function asHeader(text: string): string {
	return text.replace(/[\r\n\0]/g, '').replace(/[^\t -\u00FF]/gu, '?');
}

const aHeader = fc.tuple(
	fc.constantFrom(...UNSIGNED),
	weighted(
		[400, fc.constantFrom(...VALUES)],
		// The body's canary must not be taken for a leak where a header held it.
		[100, aText.map((text) => asHeader(text.replaceAll(CANARY, '')))],
		[1, aRepetition.map((write) => asHeader(write(LONGEST_HEADER)))],
	),
);

const aReading = weighted(
	[10, ofType('before', 'application/json', 'application/json; charset=utf-8', 'text/plain')],
	[1, ofType('whenAsked', 'application/octet-stream', '', 'garbage', 'text/html')],
	[1, ofType('never', 'multipart/form-data; boundary=x', 'Multipart/Form-Data')],
);

function ofType(reading: Case['reading'], ...types: [string, ...string[]]) {
	return fc.constantFrom(...types).map((type) => ({ reading, type }));
}

/** A case at the moment in which it is made: its timestamp is near that. */
export const aCase: fc.Arbitrary<Case> = fc
	.record({
		settings: someSettings,
		keys: someKeys,
		text: aBody,
		damage: sometimes(25, aDamage),
		timestamp: aTimestamp,
		others: fc.array(aHeader, { maxLength: 5 }),
		webhookId: sometimes(3, fc.constantFrom('msg_1', 'msg.2', '')),
		sign: aSignature,
		border: sometimes(20, fc.nat()),
		change: sometimes(30, aByteChange),
		readable: aReading,
		isTest: sometimes(12, fc.constant(true)),
		ending: sometimes(4, fc.constantFrom('failed', 'gone')),
		repeat: sometimes(6, fc.constantFrom('afterwards', 'atOnce')),
		hasNewId: fc.boolean(),
	})
	.map(({ settings, keys, readable, damage, change, border, ...parts }) => {
		const text = Buffer.from(parts.text);
		const body = damage ? damage(text) : text;
		const timestamp = parts.timestamp(Date.now());
		const headers = { 'content-type': readable.type };
		for (const [name, value] of parts.others) put(headers, name, value);
		putTimes(headers, timestamp, parts.webhookId);
		const signature = parts.sign(body, headers, keys.usable, settings.signature);
		if (signature !== undefined) put(headers, settings.signature.header, signature);
		const moved = border === undefined ? body : moveAcrossTheBorder(border, headers, body);
		return {
			...{ settings, keys, headers, body: change ? change(moved) : moved },
			reading: readable.reading,
			isTest: parts.isTest ?? false,
			ending: parts.ending ?? 'stored',
			repeat: parts.repeat ?? 'never',
			hasNewId: parts.hasNewId,
		};
	});

/** Both vendors' timestamps, the one that Standard Webhooks reads in seconds. */
function putTimes(headers: object, timestamp: string | undefined, id: string | undefined): void {
	if (timestamp !== undefined) put(headers, 'x-webhook-timestamp', timestamp);
	if (id === undefined) return;
	put(headers, 'webhook-id', id);
	const seconds = timestamp?.replace(/^(\d{10})\d{3}$/, '$1');
	if (seconds !== undefined) put(headers, 'webhook-timestamp', seconds);
}

/** After signing, moves digits from the timestamp into the body: the joined text stays the same. */
function moveAcrossTheBorder(
	border: number,
	headers: Record<string, string>,
	body: Buffer,
): Buffer {
	const timestamp = headers['x-webhook-timestamp'] ?? '';
	if (timestamp.length < 2) return body;
	const at = 1 + (border % (timestamp.length - 1));
	put(headers, 'x-webhook-timestamp', timestamp.slice(0, at));
	return Buffer.concat([Buffer.from(timestamp.slice(at)), body]);
}
