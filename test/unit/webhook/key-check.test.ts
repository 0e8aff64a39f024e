import { describe, expect, it } from '@jest/globals';

import { checkKeys } from '../../../nodes/Ecom360/webhook/keys';
import type { WebhookKeys } from '../../../nodes/Ecom360/webhook/keys';

describe('checkKeys', () => {
	it.each<[string, WebhookKeys | undefined, RegExp]>([
		['no credential data', undefined, /'Webhook Key'/],
		['no key', { webhookKey: ' ' }, /'Webhook Key'/],
		['garbled hex', { webhookKey: 'xyz', webhookKeyEncoding: 'hex' }, /'Webhook Key'.* hex/],
		[
			'garbled base64',
			{ webhookKey: '$$', webhookKeyEncoding: 'base64' },
			/'Webhook Key'.* Base64/,
		],
		['zeros', { webhookKey: '0000', webhookKeyEncoding: 'hex' }, /'Webhook Key' .*zeros/],
		[
			'an encoding that is none',
			{ webhookKey: 'abcd', webhookKeyEncoding: 'utf8' },
			/'Webhook Key Encoding'.* Text, Hex and Base64/,
		],
		[
			'a garbled previous key',
			{ webhookKey: 'abcd', previousWebhookKey: 'xyz', webhookKeyEncoding: 'hex' },
			/'Previous Webhook Key'.* hex/,
		],
	])('names the field to mend: %s', (_, credential, message) => {
		expect(checkKeys(credential)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(message),
		});
	});

	it('admits that only an event proves a key', () => {
		expect(checkKeys({ webhookKey: 'whk' })).toMatchObject({
			status: 'OK',
			message: expect.stringMatching(/^The key can be read\. Only an event proves/),
		});
	});

	it('never repeats a key', () => {
		for (const webhookKeyEncoding of ['text', 'hex', 'base64'] as const) {
			const { message } = checkKeys({ webhookKey: 'whk_$ecret', webhookKeyEncoding });
			expect(message).not.toContain('ecret');
		}
	});

	it('is at ease with a number', () => {
		expect(checkKeys({ webhookKey: 12345678 })).toMatchObject({ status: 'OK' });
	});

	it.each([
		['a zero-width space', 'whk\u200Babc'],
		['a zero-width space', '\u200Bwhk'],
		['a no-break space', 'whk\u00A0abc'],
		['a byte order mark', 'whk\uFEFFabc'],
		['a line break', 'whk\nabc'],
		['a tab', 'whk\tabc'],
		['an invisible character (U+202A)', '\u202Awhk'],
		['an invisible character (U+2800)', 'whk\u2800'],
	])('names %s that was pasted along', (name, key) => {
		for (const field of ['Webhook Key', 'Previous Webhook Key']) {
			const credential =
				field === 'Webhook Key'
					? { webhookKey: key }
					: { webhookKey: 'whk', previousWebhookKey: key };
			const { status, message } = checkKeys(credential);
			expect(status).toBe('Error');
			expect(message).toContain(`'${field}' holds ${name}`);
			expect(message).not.toContain('whk');
		}
	});

	it.each(['"whk"', "'whk'", '`whk`', '\u201Cwhk\u201D', 'whk"', ' "whk" '])(
		'names quotation marks that were pasted along: %s',
		(webhookKey) => {
			const { status, message } = checkKeys({ webhookKey });
			expect(status).toBe('Error');
			expect(message).toContain('quotation mark');
		},
	);

	it('says nothing of blanks and line breaks around a key, which do not count', () => {
		expect(checkKeys({ webhookKey: ' whk\n' })).toMatchObject({ status: 'OK' });
	});
});
