import type { SignatureScheme } from './signed-content';

/** Names the credential wherever n8n is asked for it. */
export const CREDENTIAL_TYPE = 'ecom360Api';

/** How the credential's key text becomes key bytes. */
export type KeyEncoding = 'text' | 'hex' | 'base64';

/** The Ecom360 API credential's fields; an expression can make anything of a key. */
export interface WebhookKeys {
	webhookKey?: unknown;
	previousWebhookKey?: unknown;
	webhookKeyEncoding?: KeyEncoding;
}

export interface WebhookKey {
	role: 'current' | 'previous';
	bytes: Buffer;
}

/** Standard Webhooks writes its keys so: Base64 follows. */
export const STANDARD_PREFIX = 'whsec_';

/** A key as text: a number is read as its digits, anything else as no key. */
export function keyText(key: unknown): string {
	return typeof key === 'string' || typeof key === 'number' ? String(key) : '';
}

/**
 * Turns the webhook key's text into HMAC key bytes. Under Standard Webhooks, what stands after
 * `whsec_` is Base64, whatever the encoding says.
 *
 * Returns undefined where there is no key or the text is not of the chosen encoding: an empty or
 * garbled key must never verify anything.
 */
export function keyBytes(
	key: unknown,
	encoding: KeyEncoding,
	scheme?: SignatureScheme | 'auto' | 'default',
): Buffer | undefined {
	const text = keyText(key).trim();
	const isPrefixed = text.startsWith(STANDARD_PREFIX);
	if (isPrefixed && (scheme === 'standardWebhooks' || encoding === 'base64')) {
		return decoded(text.slice(STANDARD_PREFIX.length), 'base64');
	}
	return decoded(text, encoding);
}

function decoded(text: string, encoding: KeyEncoding): Buffer | undefined {
	if (text === '') return undefined;
	if (encoding === 'text') return Buffer.from(text, 'utf8');
	const isEncoded =
		encoding === 'hex' ? /^(?:[0-9a-f]{2})+$/i.test(text) : /^[\w+/-]{2,}={0,2}$/.test(text);
	return isEncoded ? Buffer.from(text, encoding) : undefined;
}

/** The keys that may verify a delivery, the current one first; blank and garbled ones are left out. */
export function usableKeys(
	{ webhookKey, previousWebhookKey, webhookKeyEncoding = 'text' }: WebhookKeys,
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

/** What a form can tell of the keys, in n8n's terms for the test of a credential. */
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
/** Controls, formats, blanks other than the space bar's, and letters that show as nothing. */
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

/** All that a form can tell of a key: whether there is one, and whether it was pasted cleanly. */
export function checkKeys({
	webhookKey,
	previousWebhookKey,
	webhookKeyEncoding = 'text',
}: WebhookKeys = {}): KeyCheck {
	if (keyText(webhookKey).trim() === '') {
		return {
			status: 'Error',
			message:
				"Paste the key from the Ecom dashboard into 'Webhook Key' (for OCC and payments: your payment gateway's client secret)",
		};
	}
	const problem =
		problemOf('Webhook Key', webhookKey, webhookKeyEncoding) ??
		problemOf('Previous Webhook Key', previousWebhookKey, webhookKeyEncoding);
	if (problem !== undefined) return { status: 'Error', message: problem };
	return {
		status: 'OK',
		message:
			'The key is readable, but only a real delivery can prove that it is the right one: listen for a test event and abandon a checkout.',
	};
}

function problemOf(field: string, key: unknown, encoding: KeyEncoding): string | undefined {
	const text = keyText(key).trim();
	if (text === '') return undefined;
	const [unseen] = UNSEEN.exec(text) ?? [];
	if (unseen !== undefined) {
		return `'${field}' holds ${nameOf(unseen)}, which cannot be seen and was probably pasted along. Empty the field, then copy the key again, without anything before or after it.`;
	}
	if (QUOTED.test(text)) {
		return `'${field}' begins or ends with a quotation mark. Delete it: the key is only what stands between the quotation marks.`;
	}
	if (keyBytes(text, encoding)) return undefined;
	const written = encoding === 'hex' ? 'hex' : 'Base64';
	return `'${field}' is not written in ${written}. Choose Text in 'Webhook Key Encoding' unless Cashfree told you otherwise.`;
}

function nameOf(character: string): string {
	const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
	return INVISIBLE[character] ?? `an invisible character (U+${code})`;
}
