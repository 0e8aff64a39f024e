import { createHmac } from 'node:crypto';

import type { SignatureSettings } from './settings.mts';

export type Headers = Readonly<Record<string, string>>;

/** What each named scheme signs. */
const CONTENTS = {
	rawBody: '{body}',
	timestampBody: '{timestamp}{body}',
	timestampDotBody: '{timestamp}.{body}',
	standardWebhooks: '{header:webhook-id}.{header:webhook-timestamp}.{body}',
};

export function hmac(algorithm: string, key: Buffer, signed: Buffer): Buffer {
	return createHmac(algorithm, key).update(signed).digest();
}

function header(headers: Headers, name: string): string | undefined {
	return Object.hasOwn(headers, name) ? headers[name]?.trim() : undefined;
}

/** What a sender signs, made here independently of the node; undefined where a part is missing. */
export function signedBytes(content: string, headers: Headers, body: Buffer): Buffer | undefined {
	const parts = content.split(/(\{[^{}]+\})/).map((piece): Buffer | undefined => {
		if (!piece.startsWith('{')) return Buffer.from(piece);
		if (piece === '{body}') return body;
		const text = placeholder(piece.slice(1, -1), headers);
		return text === undefined ? undefined : Buffer.from(text, 'latin1');
	});
	return parts.every((part) => part !== undefined) ? Buffer.concat(parts) : undefined;
}

const PLACEHOLDERS: Record<string, string> = {
	topic: 'x-webhook-topic',
	version: 'x-webhook-version',
	storeUrl: 'x-store-url',
};

function placeholder(name: string, headers: Headers): string | undefined {
	if (name === 'timestamp') return usableTimestamp(headers);
	if (name === 'id') return header(headers, 'x-idempotency-key') ?? header(headers, 'x-request-id');
	return header(headers, PLACEHOLDERS[name] ?? name.replace(/^header:/, ''));
}

/** Every way in which a digest may be written. */
export function writings(digest: Buffer, encoding: SignatureSettings['encoding']): string[] {
	const base64 = digest.toString('base64');
	const url = base64.replaceAll('+', '-').replaceAll('/', '_');
	const bare = [base64, url].map((text) => text.replace(/={1,2}$/, ''));
	const hex = encoding === 'base64' ? [] : [digest.toString('hex')];
	return encoding === 'hex' ? hex : [...hex, base64, url, ...bare];
}

/** The timestamp as far as the rules take it for one. */
function usableTimestamp(headers: Headers): string | undefined {
	const timestamp = header(headers, 'x-webhook-timestamp');
	return timestamp !== undefined && /^\d{10,13}$/.test(timestamp) ? timestamp : undefined;
}

/** The contents that the rules allow, of which any may match. */
export function allowedContents(rules: SignatureSettings): string[] {
	if (rules.scheme === 'custom') return [rules.signedContent];
	if (rules.scheme !== 'auto') return [CONTENTS[rules.scheme]];
	return [...(rules.toleranceMs > 0 ? [] : ['{body}']), '{timestamp}{body}'];
}

/** Whether nothing can be verified by these rules. */
export function isInvalid(rules: SignatureSettings): boolean {
	if (rules.isUnread) return true;
	if (rules.scheme === 'auto') return false;
	const [content = ''] = allowedContents(rules);
	const isLoose = content === '{id}{timestamp}{body}';
	const isOnce = content.split('{body}').length === 2;
	const isTimed = timeHeaders(content).length === 1 && !isLoose;
	return !isOnce || content.includes('{nothing}') || (rules.toleranceMs > 0 && !isTimed);
}

/** The signed headers that could hold the time. */
function timeHeaders(content: string): string[] {
	const times = [...content.matchAll(/\{header:([^}]*time[^}]*)\}/gi)].map(([, name = '']) => name);
	if (content.includes('{timestamp}')) times.push('x-webhook-timestamp');
	return [...new Set(times.map((name) => name.toLowerCase()))];
}

export interface Verdict {
	/** Whether one of the written signatures is that of a usable key under the rules. */
	isGenuine: boolean;
	isStale: boolean;
	/** Everything that may never be said aloud: digests of all keys, in hex and base64. */
	digests: string[];
}

/** Decides by the contract's rules, with string comparison and no decoding, if a delivery is genuine. */
export function judge(
	body: Buffer | undefined,
	headers: Record<string, string>,
	keys: readonly Buffer[],
	rules: SignatureSettings,
	now: number,
): Verdict {
	const written = (headers[rules.header] ?? '')
		.split(/[\s,]+/)
		.filter((part) => part !== '' && part !== 'v1')
		.slice(0, 8)
		.map((part) => part.replace(/^(?:sha256|sha1|sha512|v1)=/i, ''));
	if (!body || isInvalid(rules)) return { isGenuine: false, isStale: false, digests: [] };
	const made = allowedContents(rules).flatMap((content) => {
		const signed = signedBytes(content, headers, body);
		return keys.flatMap((key) =>
			signed ? [{ content, digest: hmac(rules.algorithm, key, signed) }] : [],
		);
	});
	const match = made.find(({ digest }) => {
		const accepted = writings(digest, rules.encoding);
		return written.some((text) => accepted.includes(text) || accepted.includes(lowerHex(text)));
	});
	return {
		isGenuine: match !== undefined,
		isStale: match !== undefined && isStale(match.content, headers, rules.toleranceMs, now),
		digests: made.flatMap(({ digest }) => [digest.toString('hex'), digest.toString('base64')]),
	};
}

function isStale(content: string, headers: Headers, toleranceMs: number, now: number): boolean {
	const [name] = timeHeaders(content);
	if (name === undefined || toleranceMs === 0) return false;
	const timestamp = header(headers, name) ?? '';
	if (!/^\d{10,13}$/.test(timestamp)) return true;
	const ms = timestamp.length < 12 ? Number(timestamp) * 1000 : Number(timestamp);
	return Math.abs(now - ms) > toleranceMs;
}

function lowerHex(text: string): string {
	return /^[0-9a-f]+$/i.test(text) ? text.toLowerCase() : text;
}
