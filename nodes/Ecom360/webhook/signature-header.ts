import { failure, type Result, success } from '../shared/result';
import type { SignatureAlgorithm, SignatureEncoding, SignatureRules } from './signature';

/** One signature as the sender wrote it, decoded. */
export interface WrittenSignature {
	digest: Buffer;
	encoding: SignatureEncoding;
}

/** How long a digest is. */
export const DIGEST_BYTES: Record<SignatureAlgorithm, number> = {
	sha256: 32,
	sha1: 20,
	sha512: 64,
};
const MOST_SIGNATURES = 8;
const PREFIX = /^(?:sha256|sha1|sha512|v1)=/i;

/**
 * The signatures in a header's value as they are written, at most eight: a list is separated by
 * commas or blanks, and each entry stands alone or after `sha256=`, `v1=` or `v1,`.
 */
export function writtenSignatures(header: string | undefined): string[] {
	const parts = (header ?? '').trim().split(/[\s,]+/, MOST_SIGNATURES * 2);
	// The comma of `v1,` has been taken for a separator.
	const entries = parts.filter((part) => part !== '' && part.toLowerCase() !== 'v1');
	return entries.slice(0, MOST_SIGNATURES).map((entry) => entry.replace(PREFIX, ''));
}

/**
 * Reads the signature header's value.
 *
 * Needs neither key nor body, so that garbage is refused before either is fetched.
 */
export function readSignatures(
	header: string | undefined,
	rules: SignatureRules,
): Result<WrittenSignature[], 'signature_missing' | 'signature_malformed'> {
	if ((header?.trim() ?? '') === '') return failure('signature_missing');
	const signatures = writtenSignatures(header)
		.map((digits) => decodeDigest(digits, rules))
		.filter((signature) => signature !== undefined);
	return signatures.length > 0 ? success(signatures) : failure('signature_malformed');
}

/** Decodes digits of exactly one digest's length, with nothing before, after or between them. */
function decodeDigest(
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
