import { createHash, createHmac } from 'node:crypto';

import { WEBHOOK_HEADERS } from '../shared/cashfree';
import { Delivery, type Headers } from '../webhook/delivery';
import type { WebhookKeys } from '../webhook/keys';
import { type ContentSource, fillContent, parseContent } from '../webhook/signed-content';
import { isTimestamp } from '../webhook/timestamp';
import { bodyForms, type FormedBody } from './bodies';
import { type DigestName, type HiddenPart, writtenTimes } from './candidates';
import { type BodyForm, type Construction, families, type Family } from './forms';

/** What is known about a delivery that was refused. */
export interface RefusedDelivery {
	headers: Headers;
	body: Buffer | undefined;
	/** The address that the sender calls. */
	url: string | undefined;
	/** What the sender added to it, such as `?shop=1`. */
	query?: string;
	credential: WebhookKeys;
	/** Lower case. */
	signatureHeader: string;
}

/** One way to sign, apart from key and digest: these bytes, one after the other. */
export interface Attempt {
	content: string;
	body: BodyForm;
	construction: Construction;
	hidden: HiddenPart | undefined;
	parts: readonly [before: Buffer, body: Buffer, after: Buffer];
}

const MOST_FURTHER_HEADERS = 3;

/**
 * Every way in which a delivery may have been signed, whatever its key and digest; first those that
 * take a part from where the trigger does not look.
 */
export function* attemptsOn(refused: RefusedDelivery, body: Buffer): Generator<Attempt> {
	const { headers, query = '', url } = refused;
	const delivery = new Delivery(headers, 0);
	const source: ContentSource = { header: (name) => delivery.header(name), url: () => url };
	const bodies = bodyForms(body);
	const withQuery = isWritable(query) ? [`{url}${query}`] : [];
	const all = families([...furtherHeaders(headers, source), ...withQuery]);
	for (const hidden of hiddenSources(refused, source)) yield* attemptsOf(all, bodies, hidden);
	yield* attemptsOf(all, bodies, { source });
}

/** The digest of an attempt with one algorithm and key. */
export function digestOf(
	{ construction, parts }: Attempt,
	algorithm: DigestName,
	key: Buffer,
): Buffer {
	const hash = construction === 'hmac' ? createHmac(algorithm, key) : createHash(algorithm);
	if (construction === 'keyBefore') hash.update(key);
	for (const part of parts) hash.update(part);
	if (construction === 'keyAfter') hash.update(key);
	return hash.digest();
}

/** A query that can be written into Signed Content after `{url}`. */
function isWritable(query: string): boolean {
	return /^\?[^{}\\\s]{1,200}$/.test(query);
}

/** Where the values of a content come from, and which part the trigger itself would not find. */
interface Source {
	source: ContentSource;
	hidden?: HiddenPart;
	/** Only contents with this placeholder differ. */
	placeholder?: string;
}

/** The time inside the signature header in place of `{timestamp}`, and `{url}` without its query. */
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
