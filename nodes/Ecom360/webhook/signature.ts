import { createHmac, timingSafeEqual } from 'node:crypto';

import { failure, success, type Result } from '../shared/result';

/** How the signed bytes are put together from the timestamp header and the body. */
export type SignatureScheme = 'rawBody' | 'timestampBody' | 'timestampDotBody';
export type SignatureEncoding = 'hex' | 'base64';
export type SignatureAlgorithm = 'sha256' | 'sha1' | 'sha512';
export type KeyEncoding = 'text' | 'hex' | 'base64';

export interface SignatureRules {
	scheme: SignatureScheme | 'auto';
	encoding: SignatureEncoding | 'auto';
	algorithm: SignatureAlgorithm;
	/** How far a signed timestamp may be from now, in either direction; 0 switches the check off. */
	toleranceMs: number;
}

export interface SignOptions {
	key: Buffer;
	scheme: SignatureScheme;
	algorithm: SignatureAlgorithm;
	encoding: SignatureEncoding;
	/** The value of `x-webhook-timestamp`; the two timestamp schemes sign it. */
	timestamp?: string;
}

/** One signature as the sender wrote it, decoded. */
export interface WrittenSignature {
	digest: Buffer;
	encoding: SignatureEncoding;
}

declare const verified: unique symbol;
/** Bytes whose signature matched a webhook key. Only `verify` makes one, so nothing else is parsed. */
export type VerifiedBody = Buffer & { readonly [verified]: true };

export interface Verified {
	body: VerifiedBody;
	scheme: SignatureScheme;
	encoding: SignatureEncoding;
	/** Which of the keys matched: 0 is the current one. */
	keyIndex: number;
}

export interface SignedParts {
	body: Buffer | undefined;
	timestamp: string | undefined;
	signatures: readonly WrittenSignature[];
}

const DIGEST_BYTES: Record<SignatureAlgorithm, number> = { sha256: 32, sha1: 20, sha512: 64 };
const MOST_SIGNATURES = 8;

/**
 * Turns the webhook key's text into HMAC key bytes.
 *
 * Returns undefined where there is no key or the text is not of the chosen encoding: an empty or
 * garbled key must never verify anything.
 */
export function keyBytes(key: string, encoding: KeyEncoding): Buffer | undefined {
	const text = key.trim();
	if (text === '') return undefined;
	if (encoding === 'text') return Buffer.from(text, 'utf8');
	const isEncoded =
		encoding === 'hex' ? /^(?:[0-9a-f]{2})+$/i.test(text) : /^[\w+/-]{2,}={0,2}$/.test(text);
	return isEncoded ? Buffer.from(text, encoding) : undefined;
}

/** Signs a body as Ecom360 (`rawBody`) or Cashfree OCC (`timestampBody`, base64) do. */
export function sign(
	body: Buffer,
	{ key, scheme, algorithm, encoding, timestamp = '' }: SignOptions,
): string {
	return digest(body, key, scheme, algorithm, timestamp).toString(encoding);
}

function digest(
	body: Buffer,
	key: Buffer,
	scheme: SignatureScheme,
	algorithm: SignatureAlgorithm,
	timestamp: string,
): Buffer {
	const hmac = createHmac(algorithm, key);
	if (scheme === 'timestampBody') hmac.update(timestamp);
	if (scheme === 'timestampDotBody') hmac.update(`${timestamp}.`);
	return hmac.update(body).digest();
}

/**
 * Reads the signature header: one signature or a list, each bare or after `sha256=`, `v1=` or `v1,`.
 *
 * Needs neither key nor body, so that garbage is refused before either is fetched. At most eight
 * signatures are looked at.
 */
export function readSignatures(
	header: string | undefined,
	rules: SignatureRules,
): Result<WrittenSignature[], 'signature_missing' | 'signature_malformed'> {
	const text = header?.trim() ?? '';
	if (text === '') return failure('signature_missing');

	const written = text.split(/[\s,]+/, MOST_SIGNATURES * 2).filter((part) => part && part !== 'v1');
	const signatures = written
		.slice(0, MOST_SIGNATURES)
		.map((part) => decode(part.replace(/^(?:sha256|sha1|sha512|v1)=/i, ''), rules))
		.filter((signature) => signature !== undefined);
	return signatures.length > 0 ? success(signatures) : failure('signature_malformed');
}

/** Decodes digits of exactly one digest's length; anything before, after or in between refuses it. */
function decode(
	digits: string,
	{ encoding, algorithm }: SignatureRules,
): WrittenSignature | undefined {
	const bytes = DIGEST_BYTES[algorithm];
	// Hex goes first: 64 hex digits are valid base64 too.
	if (encoding !== 'base64' && digits.length === bytes * 2 && /^[0-9a-f]+$/i.test(digits)) {
		return { digest: Buffer.from(digits, 'hex'), encoding: 'hex' };
	}
	if (encoding === 'hex' || digits.length > bytes * 2) return undefined;

	const standard = digits.replaceAll('-', '+').replaceAll('_', '/');
	const candidate = Buffer.from(standard, 'base64');
	// Written back and compared, since Node skips what it cannot decode and ignores spare bits.
	const canonical = candidate.toString('base64');
	const isExact = standard === canonical || standard === canonical.replace(/={1,2}$/, '');
	return candidate.length === bytes && isExact
		? { digest: candidate, encoding: 'base64' }
		: undefined;
}

/** Which signed-bytes schemes are tried: never a guess beyond the two that vendors document. */
export function schemesToTry(
	scheme: SignatureRules['scheme'],
	timestamp: string | undefined,
): SignatureScheme[] {
	const hasTimestamp = timestamp !== undefined && isTimestamp(timestamp);
	if (scheme === 'auto') return hasTimestamp ? ['rawBody', 'timestampBody'] : ['rawBody'];
	return scheme === 'rawBody' || hasTimestamp ? [scheme] : [];
}

/** Digits only: with any other text, bytes could be moved between the header and the body. */
export function isTimestamp(timestamp: string): boolean {
	return /^\d{10,13}$/.test(timestamp);
}

/** A timestamp header of 10 to 13 digits, seconds or milliseconds, as Unix milliseconds. */
export function timestampMs(timestamp: string): number {
	const value = Number(timestamp);
	return value < 1e11 ? value * 1000 : value;
}

/**
 * Checks the exact bytes received against each key and scheme, in constant time.
 *
 * Costs at most one digest a key and scheme, however many signatures were sent. Fails closed:
 * without a body or a key nothing matches.
 */
export function verify(
	{ body, timestamp, signatures }: SignedParts,
	keys: readonly Buffer[],
	rules: SignatureRules,
	now: number,
): Result<Verified, 'signature_mismatch' | 'timestamp_out_of_tolerance'> {
	if (!body) return failure('signature_mismatch');
	const schemes = schemesToTry(rules.scheme, timestamp);
	for (const [keyIndex, key] of keys.entries()) {
		for (const scheme of schemes) {
			const expected = digest(body, key, scheme, rules.algorithm, timestamp ?? '');
			const match = signatures.find((written) => timingSafeEqual(written.digest, expected));
			if (!match) continue;
			if (scheme !== 'rawBody' && isStale(timestamp, rules.toleranceMs, now)) {
				return failure('timestamp_out_of_tolerance');
			}
			return success({ body: body as VerifiedBody, scheme, encoding: match.encoding, keyIndex });
		}
	}
	return failure('signature_mismatch');
}

function isStale(timestamp: string | undefined, toleranceMs: number, now: number): boolean {
	return toleranceMs > 0 && Math.abs(now - timestampMs(timestamp ?? '')) > toleranceMs;
}
