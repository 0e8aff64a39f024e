import { readFile, writeFile } from 'node:fs/promises';

import { replaceSection } from '../../scripts/sections.mts';

const FOLDER = new URL('../../docs/', import.meta.url);

/** Replaces what is between `<!-- name … -->` and `<!-- /name -->` in a page of `docs`. */
export async function writeSection(page: string, name: string, markdown: string): Promise<void> {
	const file = new URL(page, FOLDER);
	await writeFile(file, replaceSection(await readFile(file, 'utf8'), name, markdown));
}
