import { templateProblems } from '../support/template-oracle.mts';
import { jsonOf, valueAt, type Recorded } from '../support/stub.mts';
import { NUMBER } from './n8n.mts';
import { aReminder } from './sender.mts';

// Meta's limit for a filled template body, and for the address of a URL button.
const LONGEST_TEXT = 1024;
const LONGEST_SUFFIX = 2000;

/** Matches the messages to one number of the WhatsApp Business Cloud node, in `first-reminder`. */
export function messageTo(to: string): (request: Recorded) => boolean {
	const node = `https://graph.facebook.com/v13.0/${NUMBER}/messages`;
	return (request) => request.url === node && valueAt(jsonOf(request), 'to') === to;
}

/** What fills the template of a reminder; `any` where only its shape matters. */
export const TEXTS: unknown[] = [
	aReminder.customer_name,
	aReminder.items_text,
	aReminder.total_text,
];

/** A reminder as Meta takes it, with one URL button; written by hand from its documentation. */
export function metaMessage(
	to: string = aReminder.to,
	texts = TEXTS,
	suffix: unknown = aReminder.button_suffix,
): { template: object } {
	const parameters = (values: unknown[]) => values.map((text) => ({ type: 'text', text }));
	const components = [
		{ type: 'body', parameters: parameters(texts) },
		{ type: 'button', sub_type: 'url', index: '0', parameters: parameters([suffix]) },
	];
	const template = { name: 'cart_reminder', language: { code: 'en' }, components };
	return { ...{ messaging_product: 'whatsapp', to, type: 'template' }, template };
}

/** What Meta would refuse in the texts of a message of that shape. */
export function metaProblems(message: unknown): string[] {
	const textAt = (component: number, index: number) =>
		String(valueAt(message, `template.components.${component}.parameters.${index}.text`));
	const suffix = textAt(1, 0);
	// A URL button takes what follows its fixed base: no scheme, no host, nothing blank.
	const isSuffix = /^[^\s/]\S*$/.test(suffix) && !/^[a-z][a-z0-9+.-]*:/i.test(suffix);
	return [
		...TEXTS.flatMap((_, index) => templateProblems(textAt(0, index), LONGEST_TEXT)),
		...templateProblems(suffix, LONGEST_SUFFIX),
		...(isSuffix ? [] : [`${suffix} is not a suffix`]),
	];
}
