import { createHmac, timingSafeEqual } from 'node:crypto';

import { WEBHOOK_HEADERS } from '../shared/cashfree';
import { failure, type Result, success } from '../shared/result';
import type { WebhookKey } from './keys';
import type { WrittenSignature } from './signature-header';
import {
	contentOf,
	type ContentSource,
	fillContent,
	type SignatureScheme,
	type SignedContent,
} from './signed-content';
import { isTimestamp, timestampMs } from './timestamp';

export type SignatureEncoding = 'hex' | 'base64';
export type SignatureAlgorithm = 'sha256' | 'sha1' | 'sha512';

export interface SignatureRules {
	scheme: SignatureScheme | 'auto';
	/** What is signed where the scheme is `custom`, with placeholders: `{timestamp}.{body}`. */
	signedContent?: string;
	encoding: SignatureEncoding | 'auto';
	algorithm: SignatureAlgorithm;
	/** How far a signed timestamp may be from now, in either direction; 0 switches the check off. */
	toleranceMs: number;
}

export interface SignOptions {
	key: Buffer;
	scheme: SignatureScheme;
	signedContent?: string;
	algorithm: SignatureAlgorithm;
	encoding: SignatureEncoding;
	/** The value of `x-webhook-timestamp`, where it is not among the headers. */
	timestamp?: string;
	/** The headers that go out with the body: placeholders are filled from them. */
	headers?: Readonly<Record<string, string>>;
	/** The address that is called. */
	url?: string;
}

declare const verified: unique symbol;
/** Bytes whose signature matched a webhook key. Only `verify` makes one, so nothing else is parsed. */
export type VerifiedBody = Buffer & { readonly [verified]: true };

export interface Verified {
	body: VerifiedBody;
	scheme: SignatureScheme;
	encoding: SignatureEncoding;
	/** The key that matched. */
	key: WebhookKey['role'];
}

export interface SignedParts {
	body: Buffer | undefined;
	source: ContentSource;
	signatures: readonly WrittenSignature[];
}

/**
 * The header that carries the signature, in lower case: Standard Webhooks has one of its own, unless
 * another one than the vendors' is set.
 */
export function headerUnder(
	{ header }: { header: string },
	scheme: SignatureRules['scheme'],
): string {
	const name = header.toLowerCase();
	const isStandard = scheme === 'standardWebhooks' && name === WEBHOOK_HEADERS.signature;
	return isStandard ? 'webhook-signature' : name;
}

/**
 * Signs a body; returns the signature header's value.
 *
 * Throws where the signed content cannot be read or lacks a placeholder's value: `unsignable` says
 * so beforehand.
 */
export function sign(body: Buffer, options: SignOptions): string {
	const content = contentOf(options.scheme, options.signedContent);
	const digest =
		content && digestOf(body, options.key, options.algorithm, content, sourceOf(options));
	if (!digest) throw new TypeError('A placeholder of the signed content has no value');
	// Standard Webhooks knows one way to write a signature.
	if (options.scheme === 'standardWebhooks') return `v1,${digest.toString('base64')}`;
	return digest.toString(options.encoding);
}

/** Why nothing can be signed with these options, or undefined where it can. */
export function unsignable(
	options: Omit<SignOptions, 'key' | 'algorithm' | 'encoding'>,
): 'signature_scheme_invalid' | 'placeholder_missing' | undefined {
	const content = contentOf(options.scheme, options.signedContent);
	if (!content) return 'signature_scheme_invalid';
	return fillContent(content, sourceOf(options)) ? undefined : 'placeholder_missing';
}

function sourceOf({
	headers = {},
	timestamp,
	url,
}: Pick<SignOptions, 'headers' | 'timestamp' | 'url'>): ContentSource {
	const folded = new Map(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const),
	);
	if (timestamp !== undefined) folded.set(WEBHOOK_HEADERS.timestamp, timestamp);
	return { header: (name) => folded.get(name), url: () => url };
}

function digestOf(
	body: Buffer,
	key: Buffer,
	algorithm: SignatureAlgorithm,
	content: SignedContent,
	source: ContentSource,
): Buffer | undefined {
	const filled = fillContent(content, source);
	if (!filled) return undefined;
	const hmac = createHmac(algorithm, key);
	// Most contents are the body alone, and a call for nothing costs time in a flood.
	if (filled.before !== '') hmac.update(filled.before, 'latin1');
	hmac.update(body);
	if (filled.after !== '') hmac.update(filled.after, 'latin1');
	return hmac.digest();
}

/** How Cashfree's documents say that it signs: what is accepted without being set. */
export const DOCUMENTED_SCHEMES: readonly SignatureScheme[] = ['rawBody', 'timestampBody'];

/** Which schemes are tried: what is set, or else the two that vendors document; no other guess. */
export function schemesToTry(
	scheme: SignatureRules['scheme'],
	timestamp: string | undefined,
): readonly SignatureScheme[] {
	const schemes = scheme === 'auto' ? DOCUMENTED_SCHEMES : [scheme];
	if (timestamp !== undefined && isTimestamp(timestamp)) return schemes;
	return schemes.filter((one) => one !== 'timestampBody' && one !== 'timestampDotBody');
}

/**
 * Why these rules can verify nothing: the signed content does not hold `{body}` exactly once, or a
 * tolerance is set and the signed content does not tell where the timestamp ends.
 */
export function schemeProblem(
	rules: SignatureRules,
): 'signed_content_unreadable' | 'timestamp_not_separate' | undefined {
	if (rules.scheme !== 'custom') return undefined;
	const content = contentOf('custom', rules.signedContent);
	if (!content) return 'signed_content_unreadable';
	return rules.toleranceMs > 0 && content.isTimeLoose ? 'timestamp_not_separate' : undefined;
}

/**
 * Checks the exact bytes received against each key and scheme, in constant time.
 *
 * Costs at most one digest a key and scheme, however many signatures were sent. Fails closed:
 * without a body or a key, or where a signed header is missing, nothing matches.
 */
export function verify(
	{ body, source, signatures }: SignedParts,
	keys: readonly WebhookKey[],
	rules: SignatureRules,
	now: number,
): Result<
	Verified,
	'signature_mismatch' | 'signature_scheme_invalid' | 'timestamp_out_of_tolerance'
> {
	if (schemeProblem(rules)) return failure('signature_scheme_invalid');
	if (!body) return failure('signature_mismatch');
	const timestamp = source.header(WEBHOOK_HEADERS.timestamp)?.trim();
	for (const scheme of schemesToTry(rules.scheme, timestamp)) {
		const content = contentOf(scheme, rules.signedContent);
		for (const { role, bytes } of content ? keys : []) {
			const expected = content && digestOf(body, bytes, rules.algorithm, content, source);
			const match = expected && signatures.find(({ digest }) => timingSafeEqual(digest, expected));
			if (!match) continue;
			if (isStale(content, source, rules.toleranceMs, now)) {
				return failure('timestamp_out_of_tolerance');
			}
			return success({ body: body as VerifiedBody, scheme, encoding: match.encoding, key: role });
		}
	}
	return failure('signature_mismatch');
}

/** Whether a signed time is too far from now; one that cannot be read is. */
function isStale(
	{ timeHeader }: SignedContent,
	source: ContentSource,
	toleranceMs: number,
	now: number,
): boolean {
	if (timeHeader === undefined || toleranceMs === 0) return false;
	const timestamp = source.header(timeHeader)?.trim() ?? '';
	return !isTimestamp(timestamp) || Math.abs(now - timestampMs(timestamp)) > toleranceMs;
}
