import { describe, expect, it } from 'vitest';

import {
	testWebhookKeys,
	usableKeys,
	type WebhookKeys,
} from '../../../nodes/Ecom360/webhook/webhook-keys';

describe('usableKeys', () => {
	it.each<[string, WebhookKeys, string[]]>([
		['the current one', { webhookKey: ' new ' }, ['new']],
		[
			'both, the current one first',
			{ webhookKey: 'new', previousWebhookKey: ' old\n' },
			['new', 'old'],
		],
		['as hex', { webhookKey: '6e6577', webhookKeyEncoding: 'hex' }, ['new']],
		['as base64', { webhookKey: 'bmV3', webhookKeyEncoding: 'base64' }, ['new']],
		['none', {}, []],
		['none that are blank', { webhookKey: ' ', previousWebhookKey: '' }, []],
		['none that are garbled', { webhookKey: 'nothex', webhookKeyEncoding: 'hex' }, []],
	])('are %s', (_, credential, expected) => {
		expect(usableKeys(credential).map(String)).toEqual(expected);
	});
});

describe('testWebhookKeys', () => {
	it.each<[string, WebhookKeys | undefined, RegExp]>([
		['no credential data', undefined, /'Webhook Key'/],
		['no key', { webhookKey: ' ' }, /'Webhook Key'/],
		['garbled hex', { webhookKey: 'xyz', webhookKeyEncoding: 'hex' }, /'Webhook Key'.* hex/],
		[
			'garbled base64',
			{ webhookKey: '$$', webhookKeyEncoding: 'base64' },
			/'Webhook Key'.* Base64/,
		],
		[
			'a garbled previous key',
			{ webhookKey: 'abcd', previousWebhookKey: 'xyz', webhookKeyEncoding: 'hex' },
			/'Previous Webhook Key'.* hex/,
		],
	])('names the field to mend: %s', (_, credential, message) => {
		expect(testWebhookKeys(credential)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(message) as string,
		});
	});

	it('admits that only a real delivery proves a key', () => {
		expect(testWebhookKeys({ webhookKey: 'whk' })).toMatchObject({
			status: 'OK',
			message: expect.stringContaining('only a real delivery') as string,
		});
	});

	it('never repeats a key', () => {
		for (const webhookKeyEncoding of ['text', 'hex', 'base64'] as const) {
			const { message } = testWebhookKeys({ webhookKey: 'whk_$ecret', webhookKeyEncoding });
			expect(message).not.toContain('ecret');
		}
	});
});
