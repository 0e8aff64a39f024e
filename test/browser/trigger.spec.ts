import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually } from '../support/eventually.mts';
import { textOf } from '../support/fixtures.mts';
import { inject, ownOf } from '../support/provided.mts';
import { forgetCredentials } from './credentials.mts';
import type { Editor } from './editor.mts';
import * as journey from './journeys.mts';
import { takePicture } from './pictures.mts';
import { keepPictureOfFailure, openEditor, type OpenEditor } from './browser.mts';

const { TRIGGER, WEBHOOK_KEY } = journey;

let browser: OpenEditor;
let editor: Editor;

beforeAll(async () => {
	const shop = ownOf(inject('shops'));
	await forgetCredentials(shop);
	browser = await openEditor(shop);
	({ editor } = browser);
});
afterEach(async () => await keepPictureOfFailure(browser));
afterAll(async () => await browser?.close());

describe('finding the trigger', () => {
	beforeAll(async () => {
		await editor.newWorkflow();
		await editor.addFirstStep();
	});

	it.each([
		'abandoned',
		'abandoned cart',
		'abandoned checkout',
		'cart recovery',
		'cashfree',
		'cashfree payments',
		'ecommerce',
		'one click checkout',
		'order',
		'payment',
		'reminder',
		'shopify',
		'shopify cart',
		'test event',
		'upi',
		'webhook signature',
		'whatsapp',
		'zecpe',
	])('by "%s"', async (words) => {
		await editor.creator.search(words);
		expect(await editor.creator.names.allInnerTexts()).toContain('Ecom360');
		if (words === 'abandoned cart') await takePicture(editor, 'search');
	});

	it.each([
		'cashfree payout',
		'gokwik',
		'magic checkout',
		'razorpay',
		'shiprocket checkout',
		'telegram',
	])('but not by "%s", which it does not serve', async (words) => {
		await editor.creator.search(words);
		expect(await editor.creator.names.allInnerTexts()).not.toContain('Ecom360');
	});
});

it('is dragged onto the canvas and asks for a credential', async () => {
	await journey.dragTriggerOntoCanvas(editor);
	await editor.panel.connect.waitFor();
	const panel = await editor.panel.root.innerText();
	for (const step of [
		'1. Copy the Production URL',
		'Cashfree cannot reach localhost or a private address',
		'2. Enter it in the Ecom dashboard',
		'3. Generate the webhook key there, and paste it under Credential',
		'4. Publish',
		'No cart yet? Click “set mock data” on the right and paste the sample cart',
	]) {
		expect(panel).toContain(step);
	}
	await takePicture(editor, 'trigger', { of: editor.panel.root });
});

it('takes the webhook key behind a mask, and says what it can and cannot test', async () => {
	const { credential, panel } = editor;
	await journey.dragTriggerOntoCanvas(editor);
	await panel.connect.click();
	expect(await credential.webhookKey.getAttribute('type')).toBe('password');
	expect(await credential.root.innerText()).toContain(
		'The test only shows that the key can be read. Only an event proves that it is the right one.',
	);

	await credential.webhookKey.fill(WEBHOOK_KEY);
	await takePicture(editor, 'credential', { of: credential.root });
	await credential.chooseEncoding('Hex');
	await credential.save();
	expect(await credential.refusal()).toContain("'Webhook Key' is not written in hex");

	await credential.chooseEncoding('Text');
	await credential.save();
	await credential.root.waitFor({ state: 'hidden' });
	await panel.chosenCredential.waitFor();
	await panel.editCredential();
	await credential.root.getByText('Connection tested successfully').waitFor();
	expect(await editor.page.content()).not.toContain(WEBHOOK_KEY);
});

it('shows the item that a signed delivery to the Test URL becomes', async () => {
	await journey.startWithTrigger(editor);
	expect(await journey.receiveCheckout(editor)).toMatchObject({
		status: 200,
		body: { status: 'accepted' },
	});
	await editor.panel.showOutputAs('schema');
	await editor.panel.output.getByText('my-store.myshopify.com', { exact: true }).waitFor();
	await takePicture(editor, 'output', { of: editor.panel.root });
	await editor.panel.close();
	await editor.succeeded(TRIGGER).waitFor();
});

it('says how to send an event, in the panel and on the canvas', async () => {
	await journey.startWithTrigger(editor);
	const { root } = editor.panel;
	await root.getByText('Receive an abandoned checkout').waitFor();
	await root.getByText('Once you have finished building, publish').waitFor();
	await root.getByText('When will this node trigger my flow?').click();
	await root.getByText('copy the Test URL under Webhook URLs, click "Execute step"').waitFor();
	await root.getByText('In a second browser tab, add the node').waitFor();

	await journey.listen(editor);
	await editor.panel.close();
	await editor.canvas.getByText('Waiting for an event at the Test URL').waitFor();
});

it('takes the sample cart as mock data, before any cart was left', async () => {
	const { panel } = editor;
	await journey.dragTriggerOntoCanvas(editor);
	await panel.setMockData(textOf('docs/sample-cart.json'));
	await panel.showOutputAs('schema');
	await panel.output.getByText('cart_482915637', { exact: true }).waitFor();
	expect(await panel.hints.count()).toBe(0);
});

it('says beside the output what to check, whatever the trigger is called', async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	await panel.rename('Left carts');
	const body = {
		event: 'ABANDONED_CHECKOUT',
		data: {
			cart_id: 'cart_in_paise',
			email: 'asha@example.com',
			total_price: 149900,
			line_items: [{ title: 'Kurta', price: 149900, quantity: 1 }],
		},
	};
	await journey.send(await journey.listen(editor), journey.anEvent({ body, phone: undefined }));
	await eventually(async () => {
		expect(await panel.hints.allInnerTexts()).toEqual([
			expect.stringContaining('These amounts look like paise'),
			expect.stringContaining("The signature was detected as 'Body Only'"),
		]);
	});
	await takePicture(editor, 'hints', { of: panel.root });
});

it("shows nothing of a stranger's as a link or a picture", async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	const link = '<a href="https://e.example">win</a><img src="https://e.example/x.png">';
	const headers = {
		'x-webhook-topic': link,
		'x-webhook-version': link,
		'x-store-url': link,
	};
	const url = await journey.listen(editor);
	await journey.send(url, journey.anEvent({ forged: true, headers }));
	await panel.errorMessage.waitFor();
	expect(await panel.errorDescription.innerText()).toContain('<a href="https://e.example">win</a>');
	expect(await editor.page.locator('[href*="e.example"], [src*="e.example"]').count()).toBe(0);
});

it('lets whatsapp.to be dragged into the field of the next node', async () => {
	await journey.startWithTrigger(editor);
	await journey.receiveCheckout(editor);
	await journey.addNextNode(editor, 'WhatsApp Business Cloud', 'Send template');

	const { panel } = editor;
	await panel.searchInput('whatsapp');
	await panel.dragField('.whatsapp.to', panel.parameter('recipientPhoneNumber'));
	await eventually(async () => {
		const written = await panel.expression('recipientPhoneNumber').innerText();
		expect(written).toBe('{{ $json.whatsapp.to }}');
	});
	await eventually(async () => {
		expect(await panel.expressionResult.innerText()).toBe('916000376569');
	});
	await takePicture(editor, 'mapping', { of: panel.root });

	// The words of the README's fourth step.
	const { root } = panel;
	await root.getByRole('button', { name: 'Add Component' }).click();
	expect(await panel.parameter('type').first().locator('input').inputValue()).toBe('Body');
	await root.getByRole('button', { name: 'Add Parameter' }).click();
	await panel.parameter('text').waitFor();
	await root.getByRole('button', { name: 'Add Component' }).click();
	await panel.parameter('type').last().click();
	await editor.page.getByRole('option', { name: 'Button' }).click();
	await panel.parameter('sub_type').click();
	await editor.page.getByRole('option', { name: 'URL' }).click();
});

it('turns red on a wrong key, answers 401, and explains it without giving anything away', async () => {
	await journey.startWithTrigger(editor);
	const url = await journey.listen(editor);
	await editor.panel.close();
	const event = journey.anEvent({ forged: true });
	expect(await journey.send(url, event)).toMatchObject({
		status: 401,
		body: { status: 'rejected', reason: 'signature_mismatch' },
	});

	const message = 'The signature does not match the webhook key in your credential';
	await editor.failed(TRIGGER).waitFor();
	await editor.toasts.getByText(message).waitFor();
	await editor.openNode(TRIGGER);
	expect(await editor.panel.errorMessage.innerText()).toBe(message);
	const description = await editor.panel.errorDescription.innerText();
	expect(description).toContain('Copy the webhook key from the Ecom dashboard again');
	expect(description.indexOf('Copy')).toBe(0);
	expect(description).toContain("For Cashfree's support:\nReason: signature_mismatch");
	expect(description).toContain('Cashfree cannot reach this n8n');
	await takePicture(editor, 'wrong-key', { of: editor.panel.root });

	const shown = await editor.page.content();
	for (const secret of [WEBHOOK_KEY, event.headers['x-webhook-signature'], 'cart_123456']) {
		expect(shown).not.toContain(secret);
	}
});

it('names the setting by which an account signs, and accepts it once that is chosen', async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	const event = journey.anEventWithDottedSignature();
	const url = await journey.listen(editor);
	expect(await journey.send(url, event)).toMatchObject({
		status: 401,
		body: { status: 'rejected', reason: 'signature_mismatch' },
	});
	await eventually(async () => {
		const description = await panel.errorDescription.innerText();
		expect(description).toContain('Your account signs {timestamp}.{body}, SHA-256, hex');
		expect(description).toContain("'Signature Scheme' to Custom");
	});
	await takePicture(editor, 'signature-found', { of: panel.root });

	await panel.add('Add Signature Option', 'Signature Scheme');
	await panel.choose('signatureScheme', 'Custom');
	await panel.add('Add Signature Option', 'Signed Content');
	expect(await journey.send(await journey.listen(editor), event)).toMatchObject({
		status: 200,
		body: { status: 'accepted' },
	});
	await panel.close();
	await editor.succeeded(TRIGGER).waitFor();
});
