import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';

import { replaceSection } from '../../scripts/sections.mts';

const FOLDER = new URL('../../docs/', import.meta.url);

/** Replaces what is between `<!-- name … -->` and `<!-- /name -->` in a page of `docs`. */
export async function writeSection(page: string, name: string, markdown: string): Promise<void> {
	const file = new URL(page, FOLDER);
	await writeFile(file, replaceSection(await readFile(file, 'utf8'), name, markdown));
}

/** Whether other programs keep the machine busy: figures taken then are not worth publishing. */
export function isBusy(): boolean {
	return (loadavg()[0] ?? 0) > availableParallelism() / 2;
}

export const TOO_BUSY = 'Not written to docs/performance.md: the machine was busy at the start.';
