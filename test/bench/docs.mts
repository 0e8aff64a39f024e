import { readFile, writeFile } from 'node:fs/promises';

const FOLDER = new URL('../../docs/', import.meta.url);

/** Replaces what stands between `<!-- name … -->` and `<!-- /name -->` in a page of `docs`. */
export async function writeSection(page: string, name: string, markdown: string): Promise<void> {
	const file = new URL(page, FOLDER);
	const text = await readFile(file, 'utf8');
	const section = new RegExp(`(<!-- ${name}(?=[,:]? )[^>]*-->)[^]*?(<!-- /${name} -->)`);
	if (!section.test(text)) throw new Error(`docs/${page} has no section '${name}'.`);
	const written = text.replace(
		section,
		(_, start: string, end: string) => `${start}\n\n${markdown.trim()}\n\n${end}`,
	);
	await writeFile(file, written);
}
