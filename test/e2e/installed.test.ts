import { beforeAll, describe, expect, it } from '@jest/globals';

import { TestN8n, type NodeType } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';

const n8n = new TestN8n(inject('n8n'));

const ICONS = {
	light: 'icons/n8n-nodes-ecom360/dist/nodes/Ecom360/ecom360.svg',
	dark: 'icons/n8n-nodes-ecom360/dist/nodes/Ecom360/ecom360.dark.svg',
};

describe('n8n lists', () => {
	let ours: NodeType[];
	beforeAll(async () => {
		const types = await n8n.nodeTypes();
		ours = types.filter(({ name }) => name.startsWith('n8n-nodes-ecom360.'));
	});

	it('the nodes of the package, with their icons', () => {
		const seen = ours.map(({ name, iconUrl }) => [name, iconUrl]);
		expect(seen).toContainEqual(['n8n-nodes-ecom360.ecom360Trigger', ICONS]);
		expect(seen).toContainEqual(['n8n-nodes-ecom360.ecom360', ICONS]);
	});

	it('the trigger as it is searched for, and of the version that is fast', () => {
		expect(ours.find(({ name }) => name.endsWith('.ecom360Trigger'))).toMatchObject({
			displayName: 'Ecom360 Trigger',
			version: 1.1,
			group: ['trigger'],
			codex: {
				categories: expect.arrayContaining(['Sales']),
				alias: expect.arrayContaining(['Cashfree', 'WhatsApp']),
			},
		});
	});

	it.each(Object.entries(ICONS))('an icon that is there: %s', async (_, path) => {
		const icon = await n8n.get(`/${path}`);
		expect(icon.status).toBe(200);
		expect(icon.headers.get('content-type')).toContain('image/svg+xml');
	});
});

describe("the credential's test says what a form can tell", () => {
	const OK =
		'The key can be read. Only an event proves that it is the right one: listen for a test event and abandon a checkout.';

	it.each<[string, string, object]>([
		['OK', OK, { webhookKey: 'any text' }],
		['OK', OK, { webhookKey: 'c0ffee', webhookKeyEncoding: 'hex', previousWebhookKey: 'beef' }],
		[
			'Error',
			"Paste the key from the Ecom dashboard into 'Webhook Key' (for OCC and payments: your payment gateway's client secret)",
			{ webhookKey: ' ' },
		],
		[
			'Error',
			"'Webhook Key' is not written in hex. Choose Text in 'Webhook Key Encoding' unless Cashfree told you otherwise.",
			{ webhookKey: 'no hex', webhookKeyEncoding: 'hex' },
		],
		[
			'Error',
			"'Previous Webhook Key' is not written in Base64. Choose Text in 'Webhook Key Encoding' unless Cashfree told you otherwise.",
			{ webhookKey: 'a2V5', webhookKeyEncoding: 'base64', previousWebhookKey: '%%%' },
		],
	])('%s: %s', async (status, message, data) => {
		expect(await n8n.testCredential(data)).toEqual({ status, message });
	});
});
