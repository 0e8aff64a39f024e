import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject, ownOf } from '../support/provided.mts';
import { openEditor, type OpenEditor } from './browser.mts';
import { phoneHtml } from './message.mts';
import { takePicture } from './pictures.mts';

let browser: OpenEditor;

beforeAll(async () => {
	browser = await openEditor(ownOf(inject('shops')));
});
afterAll(async () => await browser?.close());

it('the template to paste, filled with the sample cart, reads well on a phone', async () => {
	const { editor } = browser;
	await editor.page.setContent(phoneHtml());
	const phone = editor.page.locator('main');
	expect(await phone.locator('p').innerText()).toBe(
		'Hi Priya, you left Block Print Kurta - Indigo / M, Brass Diya - Set of 4 × 2 in your cart. Your total is ₹2,067.30. Shall we keep it for you?',
	);
	expect(await phone.locator('a').getAttribute('href')).toBe(
		'https://my-store.myshopify.com/checkouts/c1a7f3',
	);
	await takePicture(editor, 'whatsapp-message', { of: phone });
});
