import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { keepPictureOfFailure, openEditor, type OpenEditor } from './browser.mts';
import type { Editor } from './editor.mts';
import * as journey from './journeys.mts';
import { takePicture } from './pictures.mts';

let browser: OpenEditor;
let editor: Editor;

beforeAll(async () => {
	browser = await openEditor(inject('shop'));
	({ editor } = browser);
});
afterEach(async () => await keepPictureOfFailure(browser));
afterAll(async () => await browser?.close());

const aPayment = (options: Parameters<typeof journey.anEvent>[0] = {}) =>
	journey.anEvent({ vendor: 'payments', phone: undefined, ...options });

it('says which event came where a payment is not waited for, and receives it once it is', async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	expect(await journey.send(await journey.listen(editor), aPayment())).toMatchObject({
		status: 200,
		body: { status: 'ignored', reason: 'topic' },
	});
	await panel.errorDescription.getByText("It is called 'Payment Success'").waitFor();

	await panel.choose('events', 'Payment Success');
	await editor.page.keyboard.press('Escape');
	expect(await journey.send(await journey.listen(editor), aPayment())).toMatchObject({
		status: 200,
		body: { status: 'accepted' },
	});
	await panel.output.getByText('1 item').first().waitFor();
	await panel.showOutputAs('schema');
	for (const text of ['1453002795', 'order_OFR_2', 'paymentSuccess']) {
		await panel.output.getByText(text, { exact: true }).waitFor();
	}
	await takePicture(editor, 'payment', { of: panel.root });
});

it('turns red on a payment that is signed with another key, and says which key it wants', async () => {
	const { panel } = editor;
	await journey.startWithTrigger(editor);
	await panel.choose('events', 'Payment Success');
	await editor.page.keyboard.press('Escape');
	const url = await journey.listen(editor);
	expect(await journey.send(url, aPayment({ forged: true }))).toMatchObject({
		status: 401,
		body: { status: 'rejected', reason: 'signature_mismatch' },
	});
	expect(await panel.errorMessage.innerText()).toBe(
		'The signature does not match the webhook key in your credential',
	);
	expect(await panel.errorDescription.innerText()).toContain('client secret');
});
