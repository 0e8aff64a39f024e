import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const FOLDER = new URL('../../docs/', import.meta.url);

/**
 * Replaces what stands between `<!-- name … -->` and `<!-- /name -->` in a page of `docs`.
 *
 * Formatted, so that figures written by a tool pass the same check as everything else.
 */
export async function writeSection(page: string, name: string, markdown: string): Promise<void> {
	const file = fileURLToPath(new URL(page, FOLDER));
	const text = await readFile(file, 'utf8');
	const section = new RegExp(`(<!-- ${name}\\b[^>]*-->)[^]*?(<!-- /${name} -->)`);
	if (!section.test(text)) throw new Error(`docs/${page} has no section '${name}'.`);
	const written = text.replace(
		section,
		(_, start: string, end: string) => `${start}\n\n${markdown.trim()}\n\n${end}`,
	);
	const config = await resolveConfig(file);
	await writeFile(file, await format(written, { ...config, filepath: file }));
}
