import { readdirSync } from 'node:fs';
import { posix } from 'node:path';

import { textOf } from '../../support/fixtures.mts';

const inFolder = (folder: string, ending: string) =>
	readdirSync(folder)
		.filter((name) => name.endsWith(ending))
		.map((name) => `${folder}/${name}`);

/** The pictures of the documentation, as paths in the project. */
export const pictures = inFolder('docs/images', '.png').sort();

const pages = ['README.md', 'examples/README.md', ...inFolder('docs', '.md')];
const links = pages.flatMap((page) =>
	[...textOf(page).matchAll(/\]\(([^)\s]+\.png)\)/g)].map(([, link = '']) =>
		posix.join(posix.dirname(page), link),
	),
);

/** What the pages show, each once. */
export const shown = [...new Set(links)].sort();
