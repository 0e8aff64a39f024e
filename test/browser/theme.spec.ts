import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { eventually } from '../support/eventually.mts';
import { inject, ownOf } from '../support/provided.mts';
import { dragTriggerOntoCanvas, TRIGGER } from './journeys.mts';
import { openEditor, type OpenEditor } from './browser.mts';

let browser: OpenEditor;

beforeAll(async () => {
	browser = await openEditor(ownOf(inject('shops')), { colorScheme: 'dark' });
});
afterAll(async () => await browser?.close());

it('has an icon of its own for the dark theme', async () => {
	const { editor } = browser;
	await dragTriggerOntoCanvas(editor);
	await editor.panel.close();
	expect(await editor.icon(TRIGGER).getAttribute('src')).toMatch(/ecom360\.dark\.svg$/);
	await eventually(async () => expect(await editor.widthOfIcon(TRIGGER)).toBeGreaterThan(0));
});
