import { posix } from 'node:path';

import type { BundledPackage } from './bundled.mts';
import { releaseNotes } from './changelog.mts';

/** What every rule answers: one line for each thing that is wrong; none if all is well. */
export type Problems = string[];

/** The notices name each bundled package and its version, quote its licence, and name no other. */
export function noticeProblems(notices: string, bundled: readonly BundledPackage[]): Problems {
	const titles = bundled.map(({ name, version }) => `${name} ${version}`);
	const named = [...notices.matchAll(/^=== (.+) ===$/gm)].map(([, title = '']) => title);
	const quoted = flat(notices);
	return [
		...titles
			.filter((title) => !named.includes(title))
			.map((title) => `${title} is bundled, but not in THIRD-PARTY-NOTICES.txt`),
		...named
			.filter((title) => !titles.includes(title))
			.map((title) => `${title} is in THIRD-PARTY-NOTICES.txt, but not bundled`),
		...bundled
			.filter(({ licence }) => licence === '' || !quoted.includes(flat(licence)))
			.map(({ name }) => `THIRD-PARTY-NOTICES.txt does not hold the licence of ${name}`),
	];
}

/** The version can be released: it has notes, and is what the tag says. */
export function versionProblems(version: string, changelog: string, tag?: string): Problems {
	return [
		...(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) ? [] : [`"${version}" is not a version`]),
		...(releaseNotes(changelog, version) ? [] : [`CHANGELOG.md says nothing about ${version}`]),
		...(tag === undefined || tag === `v${version}`
			? []
			: [`The tag is ${tag}, and the version ${version}`]),
	];
}

/** Relative links and pictures of a page lead to something; `pages` holds all pages by path. */
export function linkProblems(
	page: string,
	pages: ReadonlyMap<string, string>,
	exists: (path: string) => boolean,
): Problems {
	return linksOf(pages.get(page) ?? '').flatMap((link) => {
		const [path = '', anchor] = link.split('#');
		const target = path === '' ? page : posix.join(posix.dirname(page), decodeURI(path));
		if (!exists(target)) return [`${page} links to ${link}, which is not there`];
		const text = pages.get(target);
		return anchor === undefined || text === undefined || anchorsOf(text).has(anchor)
			? []
			: [`${page} links to ${link}, and there is no such heading`];
	});
}

/** Every action of a workflow is pinned by commit, with its version beside it. */
export function workflowProblems(file: string, text: string): Problems {
	return [...text.matchAll(/^[ \t]*(?:- )?uses:(.+)$/gm)]
		.map(([, used = '']) => used.trim())
		.filter((used) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))
		.map((used) => `${file} uses ${used}, which is not pinned by commit and version`);
}

/** A job that may publish, by an identity token, runs nothing but `npm publish`: no code of ours. */
export function publisherProblems(file: string, text: string): Problems {
	const [, jobs = ''] = text.split(/^jobs:/m);
	return jobs
		.split(/^(?= {2}[\w-]+:)/m)
		.map((job) => job.split('\n').map((line) => line.trim().replace(/^- /, '')))
		.filter((lines) => lines.includes('id-token: write'))
		.flatMap((lines) => {
			const runs = lines.filter((line) => line.startsWith('run:'));
			const others = runs.filter((line) => !line.startsWith('run: npm publish '));
			return [...others, ...lines.filter((line) => line.startsWith('uses: actions/checkout@'))];
		})
		.map((line) => `${file} does more than publish where it may publish: ${line}`);
}

function linksOf(markdown: string): string[] {
	const prose = markdown.replace(/^```.*?^```/gms, '').replace(/`[^`\n]*`/g, '');
	const links = [...prose.matchAll(/\]\(([^()\s]+)(?:\s"[^"]*")?\)|\b(?:src|href)="([^"]+)"/g)];
	return links
		.map(([, link, source]) => link ?? source ?? '')
		.filter((link) => !/^\w+:/.test(link));
}

/** As GitHub makes them. */
function anchorsOf(markdown: string): Set<string> {
	const headings = [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);
	return new Set(
		headings.map((heading) =>
			heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.trim()
				.replaceAll(' ', '-'),
		),
	);
}

function flat(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
