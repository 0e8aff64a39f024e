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
});

it.each<[string, RegExp, object]>([
	['OK', /^The key can be read\. Only an event proves/, { webhookKey: 'any text' }],
	['Error', /^Paste the key from the Ecom dashboard into 'Webhook Key'/, { webhookKey: ' ' }],
])("the credential's test says what a form can tell: %s", async (status, message, data) => {
	const answer = await n8n.testCredential(data);
	expect(answer).toEqual({ status, message: expect.stringMatching(message) });
});
