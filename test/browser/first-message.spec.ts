import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';

import { N8nApi, testOwner } from '../../scripts/n8n/api.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import { inject, ownOf } from '../support/provided.mts';
import { jsonOf, startHostStub, type Recorded, type Stub } from '../support/stub.mts';
import { keepPictureOfFailure, openEditor, type OpenEditor } from './browser.mts';
import { walk, type Given } from './first-message.mts';
import { anEvent, send, WEBHOOK_KEY } from './journeys.mts';
import { takePicture } from './pictures.mts';
import { usageSteps, type Step } from './readme.mts';

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
let browser: OpenEditor;

beforeAll(async () => {
	stub = await startHostStub(['graph.facebook.com']);
	stub.respond = meta;
	n8n = await startN8n({ tarball: inject('tarball'), env: stub.env });
	api = new N8nApi(n8n);
	await api.setUpOwner();
	const { chromium } = ownOf(inject('shops'));
	browser = await openEditor({ url: n8n.url, owner: testOwner, chromium });
});
afterEach(async () => await keepPictureOfFailure(browser));
afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await stub?.stop();
});

it(
	"the README's Usage leads from an empty n8n to the first message",
	async () => {
		const { editor } = browser;
		const steps = usageSteps();
		expect(steps).toHaveLength(10);
		const [tables, trigger, address, key, reachable] = steps as [Step, Step, Step, Step, Step];
		const [wait, ordered, message, texts, publish] = steps.slice(5) as typeof steps &
			[...[Step, Step, Step, Step, Step]];

		await editor.newWorkflow();
		await walk.tables(editor, tables);
		await editor.newWorkflow();
		await walk.trigger(editor, trigger);
		const url = await walk.address(editor, address);
		await walk.key(editor, key, given);
		await walk.reachable(editor, reachable);
		await walk.wait(editor, wait);
		await walk.ordered(editor, ordered);
		await walk.message(editor, message, given);
		await takePicture(editor, 'whatsapp-node', { of: editor.panel.root });
		await walk.texts(editor, texts);
		await walk.publish(editor, publish);
		await editor.page.getByText('This workflow now receives abandoned checkouts').waitFor();

		await api.waitForWebhook(url);
		expect(await send(url, anEvent())).toMatchObject({ status: 200, body: { status: 'accepted' } });
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
