import { beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';

import { exampleNames, readExample } from '../examples/example.mts';
import { openEditor, type Editor } from './editor.mts';
import { fitTo, isTakingPictures, takePicture } from './pictures.mts';

/**
 * The examples whose canvas is drawn in a browser: the smallest and the largest, and all of them
 * where pictures are taken. What each file must look like is for the contract tests.
 */
const drawn = isTakingPictures ? exampleNames() : ['first-reminder', 'recover'];

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor();
});
beforeEach(async () => await editor.newWorkflow());

it.each(drawn)('%s imports whole, with its notes and its sample data', async (name) => {
	const { nodes: all, pinData = {} } = readExample(name);
	const notes = all.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	const nodes = all.filter((node) => !notes.includes(node));
	await fitTo(editor, nodes.length);
	await editor.importFromFile(`examples/${name}.json`);
	await editor.zoomToFit();
	for (const node of nodes) await editor.node(node.name).waitFor();
	expect(await editor.nodes.count()).toBe(nodes.length);
	expect(await editor.stickyNotes.count()).toBe(notes.length);
	expect(await notesOverNodes()).toEqual([]);
	await takePicture(editor, `example-${name}`, { of: editor.canvasArea, isBare: true });

	const triggers = nodes.filter(({ type }) => type === 'n8n-nodes-ecom360.ecom360Trigger');
	const pinned = Object.keys(pinData);
	expect(pinned).toEqual(expect.arrayContaining(triggers.map((trigger) => trigger.name)));
	for (const node of pinned) {
		await editor.openNode(node);
		await editor.panel.pinnedData.waitFor();
		await editor.panel.close();
	}
});

it('first-reminder can be tried at once, and its sample reaches nobody', async () => {
	await editor.importFromFile('examples/first-reminder.json');
	await editor.zoomToFit();
	await editor.page.getByTestId('execute-workflow-button').click();
	await editor.succeeded('Can WhatsApp reach them?').waitFor();
	expect(await editor.failed('Can WhatsApp reach them?').count()).toBe(0);
	expect(await editor.succeeded('Send reminder').count()).toBe(0);
});

/** Sticky notes that hide a part of a node, as the canvas draws them. */
async function notesOverNodes(): Promise<string[]> {
	const notes = await boxesOf(editor.stickyNotes);
	return (await boxesOf(editor.nodes)).flatMap((node) =>
		notes
			.filter((note) => overlap(note, node))
			.map(({ text }) => `'${text.split('\n')[0]}' over '${node.text.split('\n').at(-1)}'`),
	);
}

interface Box {
	text: string;
	x: number;
	y: number;
	width: number;
	height: number;
}

async function boxesOf(elements: Locator): Promise<Box[]> {
	const found: Box[] = [];
	for (const element of await elements.all()) {
		const box = await element.boundingBox();
		if (box) found.push({ text: await element.innerText(), ...box });
	}
	return found;
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.x < other.x + other.width &&
		other.x < one.x + one.width &&
		one.y < other.y + other.height &&
		other.y < one.y + one.height
	);
}
