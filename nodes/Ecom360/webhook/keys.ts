import type { SignatureScheme } from './signed-content';

/** Names the credential wherever n8n is asked for it. */
export const CREDENTIAL_TYPE = 'ecom360Api';

const KEY_ENCODINGS = ['text', 'hex', 'base64'] as const;

/** How the credential's key text becomes key bytes. */
export type KeyEncoding = (typeof KEY_ENCODINGS)[number];

/** The Ecom360 API credential's fields; an expression can make anything of each. */
export interface WebhookKeys {
	webhookKey?: unknown;
	previousWebhookKey?: unknown;
	webhookKeyEncoding?: unknown;
}

export interface WebhookKey {
	role: 'current' | 'previous';
	bytes: Buffer;
}

/** How Standard Webhooks begins its keys; Base64 follows. */
export const STANDARD_PREFIX = 'whsec_';

/** What JavaScript writes where there is no key, which anybody can guess. */
const WRITTEN_FOR_NONE = new Set(['', 'undefined', 'null', 'NaN', '[object Object]']);

/**
 * A key as it was entered; `''` where there is nothing to see in it, only quotation marks, or what an
 * expression writes for nothing. A whole number is read as its digits, anything else as no key.
 */
export function keyText(key: unknown): string {
	if (typeof key === 'number') return Number.isSafeInteger(key) && key >= 0 ? String(key) : '';
	return typeof key === 'string' && !WRITTEN_FOR_NONE.has(withoutPastedSigns(key)) ? key : '';
}

/** The encoding that a word names, in any case; `text` where none is set, undefined for other words. */
export function readKeyEncoding(word: unknown): KeyEncoding | undefined {
	if (word === undefined || word === null) return 'text';
	const name = typeof word === 'string' ? word.trim().toLowerCase() : undefined;
	return name === '' ? 'text' : KEY_ENCODINGS.find((encoding) => encoding === name);
}

/**
 * Turns a key's text into HMAC key bytes: the one reader for checking, signing, publishing, and the
 * credential's test. Under Standard Webhooks, what follows `whsec_` is Base64, whatever the encoding
 * says.
 *
 * Returns undefined where there is no key, where the encoding does not exist, or where the text is
 * not wholly written in it. Bytes that are empty or all zero are no key either: an HMAC cannot tell
 * them from no key at all, with which anybody could sign.
 */
export function keyBytes(
	key: unknown,
	encodingWord: unknown,
	scheme?: SignatureScheme | 'auto' | 'default',
): Buffer | undefined {
	const encoding = readKeyEncoding(encodingWord);
	if (encoding === undefined) return undefined;
	const text = keyText(key).trim();
	const isPrefixed = text.startsWith(STANDARD_PREFIX);
	const bytes =
		isPrefixed && (scheme === 'standardWebhooks' || encoding === 'base64')
			? decoded(text.slice(STANDARD_PREFIX.length), 'base64')
			: decoded(text, encoding);
	return bytes?.some((byte) => byte !== 0) ? bytes : undefined;
}

function decoded(text: string, encoding: KeyEncoding): Buffer | undefined {
	switch (encoding) {
		case 'text':
			return Buffer.from(text, 'utf8');
		case 'hex':
			return /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
		case 'base64':
			return isBase64(text) ? Buffer.from(text, 'base64') : undefined;
	}
}

/** Standard or URL-safe, padded to a multiple of four or not at all. */
function isBase64(text: string): boolean {
	const [, digits = '', padding = ''] = /^([\w+/-]+)(={0,2})$/.exec(text) ?? [];
	const isWhole = digits.length % 4 !== 1;
	return digits !== '' && isWhole && (padding === '' || text.length % 4 === 0);
}

/** The keys that may verify a delivery, the current one first; blank and garbled ones are left out. */
export function usableKeys(
	{ webhookKey, previousWebhookKey, webhookKeyEncoding }: WebhookKeys,
	scheme?: SignatureScheme | 'auto',
): WebhookKey[] {
	const keys: Array<[WebhookKey['role'], unknown]> = [
		['current', webhookKey],
		['previous', previousWebhookKey],
	];
	return keys.flatMap(([role, key]) => {
		const bytes = keyBytes(key, webhookKeyEncoding, scheme);
		return bytes ? [{ role, bytes }] : [];
	});
}

/** What a check of the keys found, in n8n's terms for a credential's test. */
export interface KeyCheck {
	status: 'OK' | 'Error';
	message: string;
}

const INVISIBLE: Readonly<Record<string, string>> = {
	'\t': 'a tab',
	'\n': 'a line break',
	'\r': 'a line break',
	'\u00A0': 'a no-break space',
	'\u00AD': 'a soft hyphen',
	'\u200B': 'a zero-width space',
	'\u200C': 'a zero-width non-joiner',
	'\u200D': 'a zero-width joiner',
	'\u200E': 'a left-to-right mark',
	'\u200F': 'a right-to-left mark',
	'\u2060': 'a word joiner',
	'\uFEFF': 'a byte order mark',
};
/** Control and format characters, blanks other than the space bar's, and letters that show nothing. */
const UNSEEN =
	/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00A0\u115F\u1160\u1680\u2000-\u200A\u202F\u205F\u2800\u3000\u3164\uFFA0]/u;
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu');
const QUOTED = /^["'`\u2018\u201C\u00AB]|["'`\u2019\u201D\u00BB]$/;

/** The key without what cannot be seen and without quotation marks around it. */
export function withoutPastedSigns(key: string): string {
	let text = key.replaceAll(EVERY_UNSEEN, '').trim();
	while (QUOTED.test(text)) text = text.replace(QUOTED, '').trim();
	return text;
}

/** All that can be told without an event: whether there is a key, and whether it was pasted cleanly. */
export function checkKeys({
	webhookKey,
	previousWebhookKey,
	webhookKeyEncoding,
}: WebhookKeys = {}): KeyCheck {
	if (keyText(webhookKey).trim() === '') {
		return {
			status: 'Error',
			message:
				"Paste the key from the Ecom dashboard into 'Webhook Key' (for OCC and payments: your payment gateway's client secret)",
		};
	}
	const encoding = readKeyEncoding(webhookKeyEncoding);
	const problem =
		encoding === undefined
			? "'Webhook Key Encoding' is none of Text, Hex and Base64. Choose one of them; Text unless Cashfree told you otherwise."
			: (problemOf('Webhook Key', webhookKey, encoding) ??
				problemOf('Previous Webhook Key', previousWebhookKey, encoding));
	if (problem !== undefined) return { status: 'Error', message: problem };
	return {
		status: 'OK',
		message:
			'The key can be read. Only an event proves that it is the right one: listen for a test event and abandon a checkout.',
	};
}

function problemOf(field: string, key: unknown, encoding: KeyEncoding): string | undefined {
	const text = keyText(key).trim();
	if (text === '') return undefined;
	const [unseen] = UNSEEN.exec(text) ?? [];
	if (unseen !== undefined) {
		return `'${field}' holds ${nameOf(unseen)}, which cannot be seen and was probably pasted by accident. Empty the field, then copy the key again, without anything before or after it.`;
	}
	if (QUOTED.test(text)) {
		return `'${field}' begins or ends with a quotation mark. Delete it: the key is only what is between the quotation marks.`;
	}
	if (keyBytes(text, encoding)) return undefined;
	if (decoded(text, encoding)) {
		return `'${field}' stands for nothing but zeros, with which anybody could sign. Copy the key again.`;
	}
	const written = encoding === 'hex' ? 'hex' : 'Base64';
	return `'${field}' is not written in ${written}. Choose Text in 'Webhook Key Encoding' unless Cashfree told you otherwise.`;
}

function nameOf(character: string): string {
	const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
	return INVISIBLE[character] ?? `an invisible character (U+${code})`;
}
