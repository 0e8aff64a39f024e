import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { dragTriggerOntoCanvas, TRIGGER } from '../support/browser-journeys.mts';
import { takePicture } from '../support/browser-pictures.mts';
import { openEditor, type OpenEditor } from '../support/browser.mts';

let browser: OpenEditor;

beforeAll(async () => {
	browser = await openEditor(inject('shop'), { colorScheme: 'dark' });
});
afterAll(async () => await browser?.close());

it('has an icon of its own for the dark theme', async () => {
	const { editor } = browser;
	await dragTriggerOntoCanvas(editor);
	await editor.panel.close();
	const icon = editor.node(TRIGGER).locator('img');
	await icon.waitFor();
	expect(await icon.getAttribute('src')).toMatch(/ecom360\.dark\.svg$/);
	const width = 'image => image.decode().then(() => image.naturalWidth)';
	expect(await icon.evaluate(width)).toBeGreaterThan(0);
	await takePicture(editor, 'dark');
});
