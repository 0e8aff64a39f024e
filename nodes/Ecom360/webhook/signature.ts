import { createHmac, timingSafeEqual } from 'node:crypto';

import { failure, success, type Result } from '../shared/result';
import type { WrittenSignature } from './signature-header';
import { isTimestamp, timestampMs } from './timestamp';

/** How the signed bytes are put together from the timestamp header and the body. */
export type SignatureScheme = 'rawBody' | 'timestampBody' | 'timestampDotBody';
export type SignatureEncoding = 'hex' | 'base64';
export type SignatureAlgorithm = 'sha256' | 'sha1' | 'sha512';

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

/** Which signed-bytes schemes are tried: never a guess beyond the two that vendors document. */
export function schemesToTry(
	scheme: SignatureRules['scheme'],
	timestamp: string | undefined,
): SignatureScheme[] {
	const hasTimestamp = timestamp !== undefined && isTimestamp(timestamp);
	if (scheme === 'auto') return hasTimestamp ? ['rawBody', 'timestampBody'] : ['rawBody'];
	return scheme === 'rawBody' || hasTimestamp ? [scheme] : [];
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
