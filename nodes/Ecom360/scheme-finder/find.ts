import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import { WEBHOOK_HEADERS } from '../shared/cashfree';
import { Delivery, type Headers } from '../webhook/delivery';
import type { WebhookKeys } from '../webhook/keys';
import { type ContentSource, fillContent, parseContent } from '../webhook/signed-content';
import { isTimestamp } from '../webhook/timestamp';
import { bodyForms, type FormedBody } from './bodies';
import {
	type DigestName,
	type FormedKey,
	type HiddenPart,
	keyForms,
	type WrittenDigest,
	writtenDigests,
	writtenTimes,
} from './candidates';
import { type BodyForm, type Construction, families, type Family } from './forms';

/** What is known of a delivery that was refused. */
export interface RefusedDelivery {
	headers: Headers;
	body: Buffer | undefined;
	/** The address that the sender calls. */
	url: string | undefined;
	/** What the sender wrote behind it, such as `?shop=1`. */
	query?: string;
	credential: WebhookKeys;
	/** Lower case. */
	signatureHeader: string;
}

/** How a delivery is signed. */
export interface FoundScheme {
	kind: 'found';
	/** What is signed, as Signed Content writes it. */
	content: string;
	body: BodyForm;
	construction: Construction;
	algorithm: DigestName;
	writing: WrittenDigest['writing'];
	/** The header that carries the signature. */
	header: string;
	key: Pick<FormedKey, 'role' | 'form'>;
	/** What the trigger cannot find, where something is signed or written so. */
	hidden?: HiddenPart;
}

/** What looking for the scheme brought. None of it holds a key, a digest or the body. */
export type SchemeFinding =
	| FoundScheme
	/** The header holds the key itself. */
	| { kind: 'token'; header: string; role: FormedKey['role'] }
	| { kind: 'nothing'; digests: number }
	| { kind: 'unsearched'; because: 'noBody' | 'bodyTooLarge' | 'noKey' | 'noDigest' };

export const MOST_DIGESTS = 5_000;
/** A large body is hashed less often, so that a test run does not hold up n8n. */
const MOST_BYTES = 32 * 1024 * 1024;
const LARGEST_BODY = 256 * 1024;
const MOST_FURTHER_HEADERS = 3;

/** Counts what is hashed, and says when it is enough. */
class Budget {
	digests = 0;
	#bytes = 0;

	spend(bytes: number): boolean {
		if (this.digests >= MOST_DIGESTS || this.#bytes + bytes > MOST_BYTES) return false;
		this.digests += 1;
		this.#bytes += bytes;
		return true;
	}
}

/**
 * Looks for how a delivery is signed with the credential's keys: for test runs, where a person waits
 * for an answer. The likeliest way that fits is returned.
 *
 * Costs at most 5,000 digests, and no more than 32 MB of hashing.
 */
export function findScheme(refused: RefusedDelivery): SchemeFinding {
	const { body, credential, headers, signatureHeader } = refused;
	const keys = keyForms(credential);
	if (keys.length === 0) return { kind: 'unsearched', because: 'noKey' };
	const token = tokenIn(headers, keys, signatureHeader);
	if (token) return token;
	if (body === undefined) return { kind: 'unsearched', because: 'noBody' };
	if (body.length > LARGEST_BODY) return { kind: 'unsearched', because: 'bodyTooLarge' };
	const written = writtenDigests(headers, signatureHeader);
	if (written.length === 0) return { kind: 'unsearched', because: 'noDigest' };
	return search(written, keys, body, refused);
}

/** One way to sign, but for key and digest: these bytes after each other. */
interface Attempt {
	content: string;
	body: BodyForm;
	construction: Construction;
	hidden: HiddenPart | undefined;
	parts: readonly [before: Buffer, body: Buffer, after: Buffer];
}

/** One search over everything that can vary: content, body, construction, digest and key. */
function search(
	written: readonly WrittenDigest[],
	keys: readonly FormedKey[],
	body: Buffer,
	refused: RefusedDelivery,
): SchemeFinding {
	const { headers, query = '', url } = refused;
	const delivery = new Delivery(headers, 0);
	const source: ContentSource = { header: (name) => delivery.header(name), url: () => url };
	const bodies = bodyForms(body);
	const withQuery = isWritable(query) ? [`{url}${query}`] : [];
	const all = families([...furtherHeaders(headers, source), ...withQuery]);
	const attempts = [
		...hiddenSources(refused, source).flatMap((hidden) => [...attemptsOf(all, bodies, hidden)]),
		...attemptsOf(all, bodies, { source }),
	];
	const budget = new Budget();
	for (const algorithm of new Set(written.map((digest) => digest.algorithm))) {
		const wanted = written.filter((digest) => digest.algorithm === algorithm);
		for (const attempt of attempts) {
			for (const key of attempt.construction === 'keyless' ? keys.slice(0, 1) : keys) {
				if (!budget.spend(attempt.parts[1].length)) return nothing(budget);
				const made = digestOf(attempt, algorithm, key.bytes);
				const match = wanted.find(({ digest }) => timingSafeEqual(digest, made));
				if (match) return found(attempt, match, key);
			}
		}
	}
	return nothing(budget);
}

function nothing({ digests }: Budget): SchemeFinding {
	return { kind: 'nothing', digests };
}

/** A query that can be written into Signed Content behind `{url}`. */
function isWritable(query: string): boolean {
	return /^\?[^{}\\\s]{1,200}$/.test(query);
}

/** Where the values of a content come from, and what of it the trigger itself would not find. */
interface Source {
	source: ContentSource;
	hidden?: HiddenPart;
	/** Only contents with this placeholder differ. */
	placeholder?: string;
}

/** The time inside the signature header in the place of `{timestamp}`, and `{url}` without its query. */
function hiddenSources(
	{ headers, signatureHeader, url }: RefusedDelivery,
	source: ContentSource,
): Source[] {
	const { timestamp } = WEBHOOK_HEADERS;
	const sent = source.header(timestamp)?.trim();
	const times = writtenTimes(headers, signatureHeader).filter((time) => time !== sent);
	const path = url?.split('?', 1)[0];
	return [
		...times.map(
			(time): Source => ({
				source: { ...source, header: (name) => (name === timestamp ? time : source.header(name)) },
				hidden: 'timeInSignature',
				placeholder: '{timestamp}',
			}),
		),
		...(path === url
			? []
			: [
					{
						source: { ...source, url: () => path },
						hidden: 'urlWithoutQuery',
						placeholder: '{url}',
					} as const,
				]),
	];
}

function found(
	attempt: Attempt,
	{ algorithm, writing, header, isReadable }: WrittenDigest,
	key: FormedKey,
): FoundScheme {
	const { content, body, construction } = attempt;
	const { role, form } = key;
	const hidden = attempt.hidden ?? (isReadable ? undefined : 'headerParts');
	return {
		kind: 'found',
		...{ content, body, construction, algorithm, writing, header },
		key: { role, form },
		...(hidden && { hidden }),
	};
}

function* attemptsOf(
	all: readonly Family[],
	bodies: readonly FormedBody[],
	{ source, hidden, placeholder = '' }: Source,
): Generator<Attempt> {
	for (const family of all) {
		for (const content of family.contents) {
			if (!content.includes(placeholder)) continue;
			const read = parseContent(content);
			const filled = read && fillContent(read, source);
			if (!filled) continue;
			const before = Buffer.from(filled.before, 'latin1');
			const after = Buffer.from(filled.after, 'latin1');
			for (const { form: body, bytes } of bodies) {
				if (!family.bodies.includes(body)) continue;
				for (const construction of family.constructions) {
					yield { content, body, construction, hidden, parts: [before, bytes, after] };
				}
			}
		}
	}
}

function digestOf({ construction, parts }: Attempt, algorithm: DigestName, key: Buffer): Buffer {
	const hash = construction === 'hmac' ? createHmac(algorithm, key) : createHash(algorithm);
	if (construction === 'keyBefore') hash.update(key);
	for (const part of parts) hash.update(part);
	if (construction === 'keyAfter') hash.update(key);
	return hash.digest();
}

/**
 * Placeholders of headers that may be signed beyond the documented ones: those that are named after
 * a time or an id, and those that `{timestamp}` and `{id}` pass over.
 */
function furtherHeaders(headers: Headers, source: ContentSource): string[] {
	const { timestamp, idempotencyKey, requestId } = WEBHOOK_HEADERS;
	const documented = new Set<string>([timestamp, idempotencyKey, requestId]);
	const isDigits = isTimestamp(source.header(timestamp)?.trim() ?? '');
	const isShadowed = (name: string) =>
		(name === timestamp && !isDigits) ||
		(name === requestId && source.header(idempotencyKey) !== undefined);
	const isFurther = (name: string) =>
		!documented.has(name) && /(?:timestamp|time|nonce|id)$/.test(name);
	return Object.keys(headers)
		.filter((name) => isShadowed(name) || isFurther(name))
		.sort((a, b) => Number(b.includes('time')) - Number(a.includes('time')))
		.slice(0, MOST_FURTHER_HEADERS)
		.map((name) => `{header:${name}}`);
}

/** A header that holds a key as it is written in the credential, or after `Bearer`. */
function tokenIn(
	headers: Headers,
	keys: readonly FormedKey[],
	signatureHeader: string,
): SchemeFinding | undefined {
	const names = Object.keys(headers);
	const inOrder = [...names.filter((name) => name === signatureHeader), ...names];
	for (const header of inOrder) {
		const value = String(headers[header] ?? '').trim();
		const texts = [value, value.replace(/^(?:Basic|Bearer|Token) /i, '')];
		const key = keys.find(
			({ form, bytes }) => form === 'text' && texts.some((text) => isSame(text, bytes)),
		);
		if (key) return { kind: 'token', header, role: key.role };
	}
	return undefined;
}

function isSame(text: string, key: Buffer): boolean {
	const bytes = Buffer.from(text);
	return bytes.length === key.length && timingSafeEqual(bytes, key);
}
