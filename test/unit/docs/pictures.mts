import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const inFolder = (folder: string, ending: string) =>
	readdirSync(join(project, folder))
		.filter((name) => name.endsWith(ending))
		.map((name) => `${folder}/${name}`)
		.sort();

/** The pictures of the documentation, as paths in the project. */
export const pictures = inFolder('docs/images', '.png');

const pages = ['README.md', 'examples/README.md', ...inFolder('docs', '.md')];

/** What the pages show, each once. */
export const shown = [
	...new Set(
		pages.flatMap((page) => {
			const links = readFileSync(join(project, page), 'utf8').matchAll(/\]\(([^)\s]+\.png)\)/g);
			return [...links].map(([, link = '']) => relative('.', join(dirname(page), link)));
		}),
	),
].sort();
