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
import { isTimestamp, readTime } from './timestamp';

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
/** Bytes whose signature matched a webhook key. Only `verify` makes them, so nothing else is parsed. */
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
 * Signs a body, and returns the signature header's value.
 *
 * Refuses a signed content that cannot be read, or that names what is not there.
 */
export function sign(
	body: Buffer,
	options: SignOptions,
): Result<string, 'signature_scheme_invalid' | 'placeholder_missing'> {
	const { algorithm, encoding, key, scheme, signedContent } = options;
	const content = contentOf(scheme, signedContent);
	if (!content) return failure('signature_scheme_invalid');
	const digest = digestOf(body, key, algorithm, content, sourceOf(options));
	if (!digest) return failure('placeholder_missing');
	// Standard Webhooks has only one way to write a signature.
	return success(
		scheme === 'standardWebhooks' ? `v1,${digest.toString('base64')}` : digest.toString(encoding),
	);
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

/** How Cashfree's documentation says that it signs: accepted without being set. */
export const DOCUMENTED_SCHEMES: readonly SignatureScheme[] = ['rawBody', 'timestampBody'];

/**
 * Which schemes are tried: what is set, or else the two that vendors document; no other guess. While
 * a tolerance is set, only those that sign the time can be among them.
 */
export function schemesToTry(
	{ scheme, toleranceMs }: Pick<SignatureRules, 'scheme' | 'toleranceMs'>,
	timestamp: string | undefined,
): readonly SignatureScheme[] {
	const detected = DOCUMENTED_SCHEMES.filter((one) => toleranceMs === 0 || one !== 'rawBody');
	const schemes = scheme === 'auto' ? detected : [scheme];
	if (timestamp !== undefined && isTimestamp(timestamp)) return schemes;
	return schemes.filter((one) => one !== 'timestampBody' && one !== 'timestampDotBody');
}

/** Why rules can verify nothing. */
export type SchemeProblem =
	/** The signed content does not hold `{body}` exactly once, or has an unknown placeholder. */
	| 'signed_content_unreadable'
	/** A tolerance is set, and no time is signed. */
	| 'time_not_signed'
	/** A tolerance is set, and several signed headers could hold the time. */
	| 'time_ambiguous'
	/** A tolerance is set, and nothing but digits separates the time from what is beside it. */
	| 'time_not_separate';

/** Why these rules can verify nothing. Above all, a tolerance is never silently ignored. */
export function schemeProblem(rules: SignatureRules): SchemeProblem | undefined {
	// With a tolerance, detection tries only the schemes that sign the time.
	if (rules.scheme === 'auto') return undefined;
	const content = contentOf(rules.scheme, rules.signedContent);
	if (!content) return 'signed_content_unreadable';
	if (rules.toleranceMs === 0) return undefined;
	if (content.timeHeaders.length === 0) return 'time_not_signed';
	if (content.timeHeaders.length > 1) return 'time_ambiguous';
	return content.isTimeLoose ? 'time_not_separate' : undefined;
}

/**
 * Checks the exact bytes received against each key and scheme, in constant time.
 *
 * Costs at most one digest per key and scheme, however many signatures were sent. Fails closed:
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
	for (const scheme of schemesToTry(rules, timestamp)) {
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
	{ timeHeaders: [timeHeader] }: SignedContent,
	source: ContentSource,
	toleranceMs: number,
	now: number,
): boolean {
	if (toleranceMs === 0) return false;
	const time = readTime(source.header(timeHeader ?? '')?.trim() ?? '');
	return time === undefined || Math.abs(now - time) > toleranceMs;
}
