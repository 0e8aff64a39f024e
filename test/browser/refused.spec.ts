import { beforeAll, expect, it } from '@jest/globals';

import { eventually } from '../support/eventually.mts';
import { openEditor, type Editor } from './editor.mts';
import * as journey from './journeys.mts';
import { takePicture } from './pictures.mts';

const { TRIGGER, WEBHOOK_KEY } = journey;
const MISMATCH = { status: 401, body: { status: 'rejected', reason: 'signature_mismatch' } };

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor();
});

it('says beside the output what to check, whatever the trigger is called', async () => {
	const { page, panel } = editor;
	await journey.startWithTrigger(editor);
	await panel.root.getByTestId('inline-edit-preview').first().click();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type('Left carts');
	await page.keyboard.press('Enter');
	await panel.root.getByTestId('node-title-container').getByTitle('Left carts').waitFor();
	const body = {
		event: 'ABANDONED_CHECKOUT',
		data: {
			cart_id: 'cart_in_paise',
			email: 'asha@example.com',
			total_price: 149900,
			line_items: [{ title: 'Kurta', price: 149900, quantity: 1 }],
		},
	};
	await journey.receive(editor, journey.anEvent({ body, phone: undefined }));
	await eventually(async () => {
		expect(await panel.hints.allInnerTexts()).toEqual([
			expect.stringContaining('These amounts look like paise'),
			expect.stringContaining("The signature was detected as 'Body Only'"),
		]);
	});
	await takePicture(editor, 'hints', { of: panel.root });
});

it("shows nothing of a stranger's as a link or a picture", async () => {
	const { page, panel } = editor;
	await journey.startWithTrigger(editor);
	const link = '<a href="https://e.example">win</a><img src="https://e.example/x.png">';
	const headers = { 'x-webhook-topic': link, 'x-webhook-version': link, 'x-store-url': link };
	await journey.receive(editor, journey.anEvent({ forged: true, headers }));
	await panel.errorMessage.waitFor();
	expect(await panel.errorDescription.innerText()).toContain('<a href="https://e.example">win</a>');
	expect(await page.locator('[href*="e.example"], [src*="e.example"]').count()).toBe(0);
});

it('turns red on a wrong key, answers 401, and explains it without giving anything away', async () => {
	const { page, panel } = editor;
	await journey.startWithTrigger(editor);
	const url = await journey.listen(editor);
	await panel.close();
	const event = journey.anEvent({ forged: true });
	expect(await journey.send(url, event)).toMatchObject(MISMATCH);

	const message = 'The signature does not match the webhook key in your credential';
	await editor.failed(TRIGGER).waitFor();
	const toast = page.getByRole('alert').filter({ has: page.locator('.el-notification__closeBtn') });
	await toast.getByText(message).waitFor();
	await editor.openNode(TRIGGER);
	expect(await panel.errorMessage.innerText()).toBe(message);
	const description = await panel.errorDescription.innerText();
	expect(description).toMatch(/^Copy the webhook key from the Ecom dashboard again/);
	expect(description).toContain("For Cashfree's support:\nReason: signature_mismatch");
	expect(description).toContain('Cashfree cannot reach this n8n');
	await takePicture(editor, 'wrong-key', { of: panel.root });

	const shown = await page.content();
	for (const secret of [WEBHOOK_KEY, event.headers['x-webhook-signature'], 'cart_123456']) {
		expect(shown).not.toContain(secret);
	}
});

it('names the setting by which an account signs, and accepts it once that is chosen', async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	// The trigger never guesses this one.
	const event = journey.anEvent({ scheme: 'timestampDotBody' });
	expect(await journey.receive(editor, event)).toMatchObject(MISMATCH);
	await eventually(async () => {
		const description = await panel.errorDescription.innerText();
		expect(description).toContain('Your account signs {timestamp}.{body}, SHA-256, hex');
		expect(description).toContain("'Signature Scheme' to Custom");
	});
	await takePicture(editor, 'signature-found', { of: panel.root });

	await panel.add('Add Signature Option', 'Signature Scheme');
	await panel.choose('signatureScheme', 'Custom');
	await panel.add('Add Signature Option', 'Signed Content');
	expect(await journey.receive(editor, event)).toMatchObject({
		status: 200,
		body: { status: 'accepted' },
	});
	await panel.close();
	await editor.succeeded(TRIGGER).waitFor();
});
