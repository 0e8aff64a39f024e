/** A page with other Markdown between `<!-- name … -->` and `<!-- /name -->`. */
export function replaceSection(page: string, name: string, markdown: string): string {
	const section = new RegExp(`(<!-- ${name}(?=[,:]? )[^>]*-->)[^]*?(<!-- /${name} -->)`);
	if (!section.test(page)) throw new Error(`The page has no section '${name}'.`);
	return page.replace(
		section,
		(_, start: string, end: string) => `${start}\n\n${markdown.trim()}\n\n${end}`,
	);
}
