/** Rows, the first of which is the head, as a table in Markdown; `delimiters` align its columns. */
export function markdownTable(
	rows: ReadonlyArray<readonly string[]>,
	delimiters = (rows[0] ?? []).map(() => '-'),
): string {
	const [head = [], ...body] = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
	return [head, delimiters, ...body]
		.map((row) => `|${row.map((cell) => (cell ? ` ${cell} ` : ' ')).join('|')}|`)
		.join('\n');
}

/** A page with other Markdown between `<!-- name … -->` and `<!-- /name -->`. */
export function replaceSection(page: string, name: string, markdown: string): string {
	const section = new RegExp(`(<!-- ${name}(?=[,:]? )[^>]*-->)[^]*?(<!-- /${name} -->)`);
	if (!section.test(page)) throw new Error(`The page has no section '${name}'.`);
	return page.replace(
		section,
		(_, start: string, end: string) => `${start}\n\n${markdown.trim()}\n\n${end}`,
	);
}
