import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { N8nApi, testOwner } from '../../scripts/n8n/api.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import { textOf } from '../support/fixtures.mts';
import { inject } from '../support/provided.mts';
import { jsonOf, startHostStub, type Recorded, type Stub } from '../support/stub.mts';
import { openEditor, type Editor } from './editor.mts';
import { usageSteps, walk, type Given, type Step } from './first-message.mts';
import { send, WEBHOOK_KEY } from './journeys.mts';

// About a minute by itself; four were seen beside five other suites.
const TIMEOUT_MS = 600_000;
const SENDER_ID = '100000000000000';
const NUMBER = {
	id: SENDER_ID,
	display_phone_number: '+91 22 4890 0000',
	verified_name: 'My Store',
};
const TEMPLATE = { name: 'cart_reminder', language: 'en' };
const given: Given = {
	webhookKey: WEBHOOK_KEY,
	accessToken: 'a-token-of-meta',
	businessAccountId: '200000000000000',
	sender: `${NUMBER.display_phone_number} - ${NUMBER.verified_name}`,
	template: `${TEMPLATE.name} - ${TEMPLATE.language}`,
	productionUrl: '',
};

/** As Meta answers: its lists of numbers and templates, and yes to anything else. */
function meta({ url }: Recorded): { body: object } {
	if (url.includes('/phone_numbers')) return { body: { data: [NUMBER] } };
	if (url.includes('/message_templates')) return { body: { data: [TEMPLATE] } };
	return { body: {} };
}

let stub: Stub;
let n8n: RunningN8n;
let api: N8nApi;
let editor: Editor;

beforeAll(async () => {
	stub = await startHostStub(['graph.facebook.com']);
	stub.respond = meta;
	n8n = await startN8n({ tarball: inject('tarball'), env: stub.env });
	api = new N8nApi(n8n);
	await api.setUpOwner();
	editor = await openEditor({ url: n8n.url, owner: testOwner });
});
afterAll(async () => {
	await n8n?.stop();
	await stub?.stop();
});

it(
	"the README's Usage leads from an empty n8n to the first message",
	async () => {
		const steps = usageSteps(textOf('README.md'));
		expect(steps).toHaveLength(walk.length);
		for (const [index, follow] of walk.entries()) {
			await follow(editor, steps[index] as Step, given);
		}

		const url = given.productionUrl;
		await api.waitForWebhook(url);
		expect(await send(url)).toMatchObject({ status: 200, body: { status: 'accepted' } });
		const [sent] = await stub.waitFor(1, (request) =>
			request.url.endsWith(`/${SENDER_ID}/messages`),
		);
		expect(sent?.headers['authorization']).toBe(`Bearer ${given.accessToken}`);
		const asText = (text: string) => ({ type: 'text', text });
		expect(jsonOf(sent!)).toMatchObject({
			messaging_product: 'whatsapp',
			to: '916000376569',
			type: 'template',
			template: {
				name: TEMPLATE.name,
				language: { code: TEMPLATE.language },
				components: [
					{
						type: 'body',
						parameters: ['John', 'T-Shirt - Blue × 2, Cap - Black', '₹8,500.00'].map(asText),
					},
					{ type: 'button', sub_type: 'url', parameters: [asText('checkouts/abc123token')] },
				],
			},
		});
	},
	TIMEOUT_MS,
);
