import { z } from 'zod';

import { templateProblems } from '../support/template-oracle.mts';

// Meta's limit for a filled template body, and for the address of a URL button.
const LONGEST_TEXT = 1024;
const LONGEST_SUFFIX = 2000;

const text = z.object({ type: z.literal('text'), text: z.string() }).strict();

/** The part of Cloud API's template message that reminders use; anything else is refused. */
const templateMessage = z
	.object({
		messaging_product: z.literal('whatsapp'),
		to: z.string(),
		type: z.literal('template'),
		template: z
			.object({
				name: z.string().regex(/^[a-z0-9_]{1,512}$/),
				language: z.object({ code: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/) }).strict(),
				components: z.tuple([
					z.object({ type: z.literal('body'), parameters: z.array(text) }).strict(),
					z
						.object({
							type: z.literal('button'),
							sub_type: z.literal('url'),
							index: z.string().regex(/^\d$/),
							parameters: z.tuple([text]),
						})
						.strict(),
				]),
			})
			.strict(),
	})
	.strict();

/**
 * What Meta would refuse in a reminder to a template that has so many body variables and one
 * dynamic URL button; written from Meta's documentation.
 */
export function metaProblems(message: unknown, bodyVariables: number): string[] {
	const read = templateMessage.safeParse(message);
	if (!read.success) {
		return read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
	}
	const { to, template } = read.data;
	const [{ parameters }, button] = template.components;
	const texts = parameters.map((parameter) => parameter.text);
	return [
		...recipientProblems(to),
		...(texts.length === bodyVariables ? [] : [`${texts.length} body parameters`]),
		...texts.flatMap((value, index) =>
			templateProblems(value, LONGEST_TEXT).map((problem) => `parameter ${index + 1}: ${problem}`),
		),
		...suffixProblems(button.parameters[0].text),
	];
}

/** WhatsApp numbers are digits with the country code. */
export function recipientProblems(to: string): string[] {
	return /^[1-9]\d{7,14}$/.test(to) ? [] : [`recipient ${to} is not digits with a country code`];
}

/** A URL button takes what follows its fixed base: no scheme, no host, nothing blank. */
export function suffixProblems(suffix: string): string[] {
	const isSuffix = /^[^\s/]\S*$/.test(suffix) && !/^[a-z][a-z0-9+.-]*:/i.test(suffix);
	const problems = templateProblems(suffix, LONGEST_SUFFIX).map((problem) => `button: ${problem}`);
	return isSuffix ? problems : [...problems, `button: ${suffix} is not a suffix`];
}
