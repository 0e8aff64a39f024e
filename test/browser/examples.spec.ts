import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';

import { inject, ownOf } from '../support/provided.mts';
import type { Editor } from './editor.mts';
import { drawnExamples, examples } from './examples.mts';
import { notesOverNodes } from './layout.mts';
import { takePicture } from './pictures.mts';
import { keepPictureOfFailure, openEditor, type OpenEditor } from './browser.mts';

let browser: OpenEditor;
let editor: Editor;

beforeAll(async () => {
	browser = await openEditor(ownOf(inject('shops')));
	({ editor } = browser);
});
beforeEach(async () => await editor.newWorkflow());
afterEach(async () => await keepPictureOfFailure(browser));
afterAll(async () => await browser?.close());

it.each(drawnExamples)(
	'$name imports whole, with its notes and its sample data',
	async (example) => {
		await editor.makeRoomFor(example.nodes.length);
		await editor.importFromFile(example.file);
		await editor.zoomToFit();
		for (const node of example.nodes) await editor.node(node).waitFor();
		expect(await editor.nodes.count()).toBe(example.nodes.length);
		expect(await editor.stickyNotes.count()).toBe(example.stickyNotes);
		expect(await notesOverNodes(editor)).toEqual([]);
		await takePicture(editor, `example-${example.name}`, { of: editor.canvasArea, isBare: true });

		expect(example.pinned).toEqual(expect.arrayContaining(example.triggers));
		for (const node of example.pinned) {
			await editor.openNode(node);
			await editor.panel.pinnedData.waitFor();
			await editor.panel.close();
		}
	},
);

it('first-reminder can be tried at once, and its sample reaches nobody', async () => {
	const example = examples.find(({ name }) => name === 'first-reminder');
	await editor.importFromFile(example?.file ?? '');
	await editor.zoomToFit();
	await editor.executeWorkflow();
	await editor.succeeded('Can WhatsApp reach them?').waitFor();
	expect(await editor.failed('Can WhatsApp reach them?').count()).toBe(0);
	expect(await editor.succeeded('Send reminder').count()).toBe(0);
});
