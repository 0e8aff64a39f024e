import type { INodeCredentialTestResult } from 'n8n-workflow';

/** How the credential's key text becomes key bytes. */
export type KeyEncoding = 'text' | 'hex' | 'base64';

/** Names the credential wherever n8n is asked for it. */
export const CREDENTIAL_TYPE = 'ecom360Api';

/** The Ecom360 API credential's fields. */
export interface WebhookKeys {
	webhookKey?: string;
	previousWebhookKey?: string;
	webhookKeyEncoding?: KeyEncoding;
}

/**
 * Turns the webhook key's text into HMAC key bytes.
 *
 * Returns undefined where there is no key or the text is not of the chosen encoding: an empty or
 * garbled key must never verify anything.
 */
export function keyBytes(key: string, encoding: KeyEncoding): Buffer | undefined {
	const text = key.trim();
	if (text === '') return undefined;
	if (encoding === 'text') return Buffer.from(text, 'utf8');
	const isEncoded =
		encoding === 'hex' ? /^(?:[0-9a-f]{2})+$/i.test(text) : /^[\w+/-]{2,}={0,2}$/.test(text);
	return isEncoded ? Buffer.from(text, encoding) : undefined;
}

/** The keys that may verify a delivery, the current one first; blank and garbled ones are left out. */
export function usableKeys({
	webhookKey = '',
	previousWebhookKey = '',
	webhookKeyEncoding = 'text',
}: WebhookKeys): Buffer[] {
	return [webhookKey, previousWebhookKey]
		.map((key) => keyBytes(key, webhookKeyEncoding))
		.filter((key) => key !== undefined);
}

/** All that a form can tell of a key: whether there is one and whether it can be decoded. */
export function testWebhookKeys({
	webhookKey = '',
	previousWebhookKey = '',
	webhookKeyEncoding = 'text',
}: WebhookKeys = {}): INodeCredentialTestResult {
	if (webhookKey.trim() === '') {
		return { status: 'Error', message: "Paste the key from the Ecom dashboard into 'Webhook Key'" };
	}
	const written = Object.entries({
		'Webhook Key': webhookKey,
		'Previous Webhook Key': previousWebhookKey,
	}).filter(([, key]) => key.trim() !== '');
	const garbled = written.find(([, key]) => !keyBytes(key, webhookKeyEncoding));
	if (garbled) {
		const encoding = webhookKeyEncoding === 'hex' ? 'hex' : 'Base64';
		return {
			status: 'Error',
			message: `'${garbled[0]}' is not written in ${encoding}. Choose Text in 'Webhook Key Encoding' unless Cashfree told you otherwise.`,
		};
	}
	return {
		status: 'OK',
		message:
			'The key is readable, but only a real delivery can prove that it is the right one: listen for a test event and abandon a checkout.',
	};
}
