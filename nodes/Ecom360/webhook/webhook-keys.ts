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
