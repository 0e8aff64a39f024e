import { expect, it } from '@jest/globals';

import { TestN8n } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';

const n8n = new TestN8n(inject('n8n'));

// What else n8n reads of a node is in test/contract/package.test.ts.
it('n8n lists the nodes of the package, with their icons', async () => {
	const types = await n8n.nodeTypes();
	const ours = types.filter(({ name }) => name.startsWith('n8n-nodes-ecom360.'));
	const icons = {
		light: 'icons/n8n-nodes-ecom360/dist/nodes/Ecom360/ecom360.svg',
		dark: 'icons/n8n-nodes-ecom360/dist/nodes/Ecom360/ecom360.dark.svg',
	};
	const seen = ours.map(({ name, iconUrl }) => [name, iconUrl]);
	expect(seen).toContainEqual(['n8n-nodes-ecom360.ecom360Trigger', icons]);
	expect(seen).toContainEqual(['n8n-nodes-ecom360.ecom360', icons]);
});

it.each<[string, RegExp, object]>([
	['OK', /^The key can be read\. Only an event proves/, { webhookKey: 'any text' }],
	['Error', /^Paste the key from the Ecom dashboard into 'Webhook Key'/, { webhookKey: ' ' }],
])("the credential's test says what a form can tell: %s", async (status, message, data) => {
	const answer = await n8n.testCredential(data);
	expect(answer).toEqual({ status, message: expect.stringMatching(message) });
});
