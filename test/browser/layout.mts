import type { Locator } from 'playwright-core';

import type { Editor } from './editor.mts';

interface Box {
	text: string;
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Sticky notes that hide a part of a node, as the canvas draws them. */
export async function notesOverNodes({ nodes, stickyNotes }: Editor): Promise<string[]> {
	const notes = await boxes(stickyNotes);
	return (await boxes(nodes)).flatMap((node) =>
		notes
			.filter((note) => overlap(note, node))
			.map(({ text }) => `'${text.split('\n')[0]}' over '${node.text.split('\n').at(-1)}'`),
	);
}

async function boxes(elements: Locator): Promise<Box[]> {
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
