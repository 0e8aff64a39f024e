import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from '@jest/globals';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const PICTURES = 'docs/images';
const inFolder = (folder: string, ending: string) =>
	readdirSync(join(project, folder))
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name));

const pictures = inFolder(PICTURES, '.png');
const pages = ['README.md', 'examples/README.md', ...inFolder('docs', '.md')];
const shown = pages.flatMap((page) => {
	const links = readFileSync(join(project, page), 'utf8').matchAll(/\]\(([^)\s]+\.png)\)/g);
	return [...links].map(([, link = '']) => relative('.', join(dirname(page), link)));
});

it('every picture of the documentation is shown on a page, and every one shown is there', () => {
	expect([...new Set(shown)].sort()).toEqual(pictures.sort());
});

it('every example has a picture', () => {
	const names = inFolder('examples', '.json').map((file) => file.slice('examples/'.length, -5));
	expect(pictures).toEqual(
		expect.arrayContaining(names.map((name) => `${PICTURES}/example-${name}.png`)),
	);
});
