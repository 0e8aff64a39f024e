import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';

import { signedDelivery } from '../../scripts/delivery.mts';
import { inject, ownOf } from '../support/provided.mts';
import type { Editor } from './editor.mts';
import { createCredential, WEBHOOK_KEY } from './journeys.mts';
import { keepPictureOfFailure, openEditor, type OpenEditor } from './browser.mts';
import { jsonOf, startStub, valueAt, type Stub } from '../support/stub.mts';

const NODE = 'Ecom360';

let browser: OpenEditor;
let editor: Editor;
let receiver: Stub;

beforeAll(async () => {
	receiver = await startStub();
	browser = await openEditor(ownOf(inject('shops')));
	({ editor } = browser);
});
afterEach(async () => {
	receiver.requests.length = 0;
	await keepPictureOfFailure(browser);
});
afterAll(async () => {
	await browser?.close();
	await receiver?.stop();
});

/** A new workflow with the action that is found by these words, and its panel open. */
async function addAction(words: string, action: string): Promise<void> {
	await editor.newWorkflow();
	await editor.addFirstStep();
	await editor.creator.search(words);
	await editor.creator.entry(NODE).click();
	// Folded away behind the triggers, since the canvas is empty.
	await editor.creator.root.getByText(/^Actions \(\d+\)$/).click();
	await editor.creator.entry(action).click();
	await editor.panel.root.waitFor();
	const { connect, chosenCredential } = editor.panel;
	await connect.or(chosenCredential).waitFor();
	if (await connect.isVisible()) await createCredential(editor);
}

async function fill(parameter: string, text: string): Promise<void> {
	await editor.panel.parameter(parameter).locator('input').fill(text);
}

it('is found by "cashfree", filled in, and sends what the panel says', async () => {
	receiver.respond = () => ({ body: { status: 'accepted', id: 'd1' } });
	await addAction('cashfree', 'Send test event');
	await fill('url', `${receiver.url}/webhook`);
	await fill('shopperName', 'Asha Rao');
	await fill('shopperPhone', '+91 60003 76569');
	await editor.panel.execute();
	await editor.panel.output.getByText('1 item').first().waitFor();

	const [request] = receiver.requests;
	expect(request && jsonOf(request)).toMatchObject({
		event: 'ABANDONED_CHECKOUT',
		data: { phone: '+91 60003 76569', customer: { first_name: 'Asha', last_name: 'Rao' } },
	});
	const expected = signedDelivery({ vendor: 'ecom360', key: WEBHOOK_KEY, body: request?.body });
	expect(request?.headers['x-webhook-signature']).toBe(expected.headers['x-webhook-signature']);
	await editor.panel.showOutputAs('json');
	await editor.panel.output.getByText('accepted').first().waitFor();
});

it('shows the fields of the chosen operation, and no others', async () => {
	await addAction('cashfree', 'Forward event');
	const { panel } = editor;
	await panel.parameter('source').waitFor();
	await panel.parameter('binaryPropertyName').waitFor();
	expect(await panel.parameter('shopperName').count()).toBe(0);
	expect(await panel.parameter('specifyCheckout').count()).toBe(0);
});

it('leaves the total of the cart as it is until one is entered', async () => {
	receiver.respond = () => ({ body: { status: 'accepted', id: 'd1' } });
	await addAction('cashfree', 'Send test event');
	await fill('url', `${receiver.url}/webhook`);
	await editor.panel.add('Add Field', 'Total');
	expect(await editor.panel.parameter('total').locator('input').inputValue()).toBe('');
	await editor.panel.execute();
	await editor.panel.output.getByText('1 item').first().waitFor();
	const [request] = receiver.requests;
	expect(request && valueAt(jsonOf(request), 'data.total_price')).toBe(2067.3);
});

it('turns red with the status of the answer, and says what to do', async () => {
	receiver.respond = () => ({
		status: 401,
		body: { status: 'rejected', reason: 'signature_mismatch' },
	});
	await addAction('cashfree', 'Send test event');
	await fill('url', `${receiver.url}/webhook`);
	await editor.panel.execute();
	await editor.panel.errorMessage.waitFor();
	expect(await editor.panel.errorMessage.innerText()).toContain('another webhook key');
	expect(await editor.panel.errorDescription.innerText()).toContain("'Credential'");
});

it('says that an event was ignored, although the node is green', async () => {
	const ignored = { status: 'ignored', reason: 'filter', filter: 'countries', id: 'd1' };
	receiver.respond = () => ({ body: ignored });
	await addAction('test event', 'Send test event');
	await fill('url', `${receiver.url}/webhook`);
	await editor.panel.execute();
	await editor.panel.hints
		.getByText('Ignored: your filter Countries leaves it out. No workflow started.')
		.waitFor();
	const [request] = receiver.requests;
	expect(request && jsonOf(request)).toMatchObject({ data: { phone: '+91 99999 99999' } });
});

it('shows the next node what will come out, before anything has run', async () => {
	await addAction('test event', 'Check connection');
	await editor.panel.close();
	await editor.addNextStep();
	await editor.creator.search('Edit Fields');
	await editor.creator.entry('Edit Fields \\(Set\\)').click();
	await editor.panel.root.waitFor();
	await editor.panel.input.getByText('latencyMs', { exact: true }).waitFor();
	await editor.panel.input.getByText('advice', { exact: true }).waitFor();
});

it('shows what another server answered as text, never as a link or a picture', async () => {
	const html = '<a href="https://e.example">Log in here</a><img src="https://e.example/x.png">';
	receiver.respond = () => ({ status: 500, body: html });
	await addAction('cashfree', 'Send test event');
	await fill('url', `${receiver.url}/webhook`);
	await editor.panel.execute();
	await editor.panel.errorMessage.waitFor();
	const { errorDescription } = editor.panel;
	expect(await errorDescription.innerText()).toContain('<a href="https://e.example">Log in here');
	expect(await errorDescription.locator('a').count()).toBe(0);
	expect(await editor.page.locator('[href*="e.example"], [src*="e.example"]').count()).toBe(0);
});

it('checks a connection, and asks for no more than the address', async () => {
	receiver.respond = () => ({ body: { status: 'ignored', reason: 'topic', id: 'd1' } });
	await addAction('cashfree', 'Check connection');
	const { panel } = editor;
	await fill('url', `${receiver.url}/webhook/1/webhook`);
	expect(await panel.parameter('resource').count()).toBe(0);
	expect(await panel.parameter('shopperName').count()).toBe(0);
	await panel.execute();
	await panel.output.getByText('The address and the key are right').first().waitFor();
});
