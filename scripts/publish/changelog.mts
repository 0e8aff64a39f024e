/** What the changelog says about one version; empty if nothing. */
export function releaseNotes(changelog: string, version: string): string {
	const [, ...sections] = changelog.split(/^## /m);
	const section = sections.find((text) => text.split(/\s/, 1)[0] === version);
	return section?.slice(section.indexOf('\n') + 1).trim() ?? '';
}
