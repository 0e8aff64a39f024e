import { createHmac } from 'node:crypto';

import type { SignatureSettings } from './settings.mts';

export type Headers = Readonly<Record<string, string>>;

/** What each named scheme signs. */
const CONTENTS: Record<string, string> = {
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

function placeholder(name: string, headers: Headers): string | undefined {
	switch (name) {
		case 'timestamp':
			return usableTimestamp(headers);
		case 'id':
			return header(headers, 'x-idempotency-key') ?? header(headers, 'x-request-id');
		case 'topic':
			return header(headers, 'x-webhook-topic');
		case 'version':
			return header(headers, 'x-webhook-version');
		case 'storeUrl':
			return header(headers, 'x-store-url');
		default:
			return header(headers, name.replace(/^header:/, ''));
	}
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
export function allowedContents({
	scheme,
	signedContent,
	toleranceMs,
}: SignatureSettings): string[] {
	if (scheme === 'auto') return [...(toleranceMs > 0 ? [] : ['{body}']), '{timestamp}{body}'];
	return [scheme === 'custom' ? signedContent : (CONTENTS[scheme] ?? '')];
}

/** Whether nothing can be verified by these rules. */
export function isInvalid(rules: SignatureSettings): boolean {
	const { scheme, signedContent, toleranceMs, isUnread } = rules;
	if (isUnread) return true;
	if (scheme === 'auto') return false;
	const content = scheme === 'custom' ? signedContent : (CONTENTS[scheme] ?? '');
	const isLoose = content === '{id}{timestamp}{body}';
	const isOnce = content.split('{body}').length === 2;
	const isTimed = timeHeaders(content).length === 1 && !isLoose;
	return !isOnce || content.includes('{nothing}') || (toleranceMs > 0 && !isTimed);
}

/** The signed headers that could hold the time. */
function timeHeaders(content: string): string[] {
	const named = [...content.matchAll(/\{header:([^}]*)\}/g)].map(([, name = '']) =>
		name.toLowerCase(),
	);
	const times = named.filter((name) => name.includes('time'));
	if (content.includes('{timestamp}')) times.push('x-webhook-timestamp');
	return [...new Set(times)];
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
	const verdict: Verdict = { isGenuine: false, isStale: false, digests: [] };
	if (!body || isInvalid(rules)) return verdict;
	for (const content of allowedContents(rules)) {
		const signed = signedBytes(content, headers, body);
		for (const key of signed ? keys : []) {
			const digest = hmac(rules.algorithm, key, signed as Buffer);
			verdict.digests.push(digest.toString('hex'), digest.toString('base64'));
			const accepted = writings(digest, rules.encoding);
			const isMatch = written.some(
				(text) => accepted.includes(text) || accepted.includes(lowerHex(text)),
			);
			if (!isMatch || verdict.isGenuine) continue;
			verdict.isGenuine = true;
			verdict.isStale = isStale(content, headers, rules.toleranceMs, now);
		}
	}
	return verdict;
}

function isStale(content: string, headers: Headers, toleranceMs: number, now: number): boolean {
	const [name] = timeHeaders(content);
	if (name === undefined || toleranceMs === 0) return false;
	const timestamp = header(headers, name) ?? '';
	if (!/^\d{10,13}$/.test(timestamp)) return true;
	return Math.abs(now - milliseconds(timestamp)) > toleranceMs;
}

function lowerHex(text: string): string {
	return /^[0-9a-f]+$/i.test(text) ? text.toLowerCase() : text;
}

function milliseconds(timestamp: string): number {
	return timestamp.length < 12 ? Number(timestamp) * 1000 : Number(timestamp);
}
