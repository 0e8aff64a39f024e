import { withoutPastedSigns } from './key-check';
import { keyBytes, keyText, type WebhookKey, type WebhookKeys } from './webhook-keys';

/**
 * How a key's text may become the bytes that sign: as one of the credential's encodings, with the
 * blanks around it, or without the invisible characters and quotes that were pasted along.
 */
export type KeyForm = 'text' | 'hex' | 'base64' | 'untrimmed' | 'clean';

export interface FormedKey extends WebhookKey {
	form: KeyForm;
}

/** The credential's keys in each form that they have, no bytes twice. */
export function keyForms(credential: WebhookKeys): FormedKey[] {
	const { webhookKey, previousWebhookKey, webhookKeyEncoding = 'text' } = credential;
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
		// Blanks alone are no key.
		['untrimmed', text.trim() === '' ? undefined : Buffer.from(text)],
	];
	return forms.flatMap(([form, bytes]) => (bytes ? [{ role, form, bytes }] : []));
}
