import type { Headers } from '../webhook/delivery';
import {
	keyBytes,
	keyText,
	readKeyEncoding,
	type WebhookKey,
	type WebhookKeys,
	withoutPastedSigns,
} from '../webhook/keys';
import { DIGEST_BYTES, writtenSignatures } from '../webhook/signature-header';
import { readTime } from '../webhook/timestamp';

/** Digests that are looked for; MD5 cannot be set. */
export type DigestName = 'sha256' | 'sha1' | 'sha512' | 'md5';
/** How a digest is written in a header; hex digits in Base64 are a slip that PHP makes easy. */
export type Writing = 'hex' | 'base64' | 'hexInBase64';

/** Something in a header that could be a digest. */
export interface WrittenDigest {
	/** Lower case. */
	header: string;
	algorithm: DigestName;
	writing: Writing;
	digest: Buffer;
	/** Whether the trigger finds it in its header: it does after `v1=`, but not after `h1=`. */
	isReadable: boolean;
}

/** Why a way to sign cannot be set, as far as the headers show it. */
export type HiddenPart = 'headerParts' | 'timeInSignature' | 'urlWithoutQuery';

const BYTES: Readonly<Record<DigestName, number>> = { ...DIGEST_BYTES, md5: 16 };
const ALGORITHMS = Object.keys(BYTES) as DigestName[];
const MOST_HEADERS = 40;
const LONGEST_HEADER = 4_096;
const MOST_PARTS = 16;
const MOST_TIMES = 2;

/** Whatever could be a digest in the headers, with the signature header first. */
export function writtenDigests(headers: Headers, signatureHeader: string): WrittenDigest[] {
	return inOrder(headers, signatureHeader).flatMap(([header, text]) => {
		const readable = writtenSignatures(text);
		const further = partsOf(text).filter((part) => !readable.includes(part));
		return [
			...readable.flatMap((written) => digestsIn(written, header, true)),
			...further.flatMap((written) => digestsIn(written, header, false)),
		];
	});
}

/** The values of a header that is made of parts: `t=…,v1=…`, `ts=…;h1=…`, `v0=…`, `t="…"`. */
function partsOf(text = ''): string[] {
	const parts = text.replaceAll('"', '').split(/[\s,;]+/, MOST_PARTS);
	return parts.flatMap((part) => /^[\w-]{1,20}[=:](.+)$/.exec(part)?.[1] ?? []);
}

/** The times inside the signature header, or inside another that has parts. */
export function writtenTimes(headers: Headers, signatureHeader: string): string[] {
	const parts = inOrder(headers, signatureHeader).flatMap(([, text]) => partsOf(text));
	return [...new Set(parts)].filter((part) => readTime(part) !== undefined).slice(0, MOST_TIMES);
}

/** The headers with their values, the signature header first. */
function inOrder(
	headers: Headers,
	signatureHeader: string,
): Array<[name: string, text: string | undefined]> {
	const others = Object.keys(headers).filter((name) => name !== signatureHeader);
	return [signatureHeader, ...others].slice(0, MOST_HEADERS).map((name) => {
		const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
		return [name, (Array.isArray(value) ? value.join(',') : value)?.slice(0, LONGEST_HEADER)];
	});
}

function digestsIn(written: string, header: string, isReadable: boolean): WrittenDigest[] {
	return ALGORITHMS.flatMap((algorithm) => {
		const length = BYTES[algorithm];
		const readings: Record<Writing, Buffer | undefined> = {
			hex: fromHex(written, length),
			base64: fromBase64(written, length),
			hexInBase64: fromHex(fromBase64(written, length * 2)?.toString('latin1') ?? '', length),
		};
		return Object.entries(readings).flatMap(([writing, digest]) =>
			digest ? [{ header, algorithm, writing: writing as Writing, digest, isReadable }] : [],
		);
	});
}

function fromHex(text: string, bytes: number): Buffer | undefined {
	const isHex = text.length === bytes * 2 && /^[0-9a-f]+$/i.test(text);
	return isHex ? Buffer.from(text, 'hex') : undefined;
}

/** Standard or URL-safe, padded or not. */
function fromBase64(text: string, bytes: number): Buffer | undefined {
	const digits = text.replace(/={1,2}$/, '');
	const isBase64 = digits.length === Math.ceil((bytes * 4) / 3) && /^[\w+/-]+$/.test(digits);
	return isBase64 ? Buffer.from(digits, 'base64') : undefined;
}

/**
 * How a key's text may become the bytes that sign: in one of the credential's encodings, with the
 * blanks around it, or without invisible characters and quotation marks that were pasted with it.
 */
export type KeyForm = 'text' | 'hex' | 'base64' | 'untrimmed' | 'clean';

export interface FormedKey extends WebhookKey {
	form: KeyForm;
}

/** The credential's keys in every form that they have, without repeats. */
export function keyForms(credential: WebhookKeys): FormedKey[] {
	const { webhookKey, previousWebhookKey } = credential;
	// An encoding that does not exist favours none of the forms.
	const webhookKeyEncoding = readKeyEncoding(credential.webhookKeyEncoding) ?? 'text';
	const seen = new Set<string>();
	return [
		...formsOf('current', keyText(webhookKey), webhookKeyEncoding),
		...formsOf('previous', keyText(previousWebhookKey), webhookKeyEncoding),
	].filter(({ bytes }) => {
		const name = bytes.toString('latin1');
		const isNew = name !== '' && !seen.has(name);
		seen.add(name);
		return isNew;
	});
}

function formsOf(
	role: WebhookKey['role'],
	text: string,
	chosen: 'text' | 'hex' | 'base64',
): FormedKey[] {
	const forms: Array<[KeyForm, Buffer | undefined]> = [
		[chosen, keyBytes(text, chosen)],
		['text', keyBytes(text, 'text')],
		['hex', keyBytes(text, 'hex')],
		['base64', keyBytes(text, 'base64')],
		['clean', keyBytes(withoutPastedSigns(text), 'text')],
		// Blanks alone are not a key.
		['untrimmed', text.trim() === '' ? undefined : Buffer.from(text)],
	];
	return forms.flatMap(([form, bytes]) => (bytes ? [{ role, form, bytes }] : []));
}
