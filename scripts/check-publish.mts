import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from './cli.mts';
import { run } from './n8n/command.mts';
import { packProject } from './n8n/pack.mts';
import { actionlint } from './publish/actionlint.mts';
import { bundledPackages } from './publish/bundled.mts';
import {
	linkProblems,
	noticeProblems,
	publisherProblems,
	versionProblems,
	workflowProblems,
	type Problems,
} from './publish/rules.mts';
import { scanProblems } from './publish/scan.mts';
import { unpack, type Unpacked } from './publish/unpack.mts';

const project = dirname(dirname(fileURLToPath(import.meta.url)));

const command = defineCommand({
	meta: {
		name: 'npm run check:publish --',
		description: 'Builds and packs this package, and checks all that a release needs',
	},
	args: {
		tag: { type: 'string', description: 'The git tag of the release, such as v1.2.3' },
		keep: { type: 'string', description: 'A folder for the tarball, once it has passed' },
	},
	run: async ({ args }) => {
		const packed = await packProject();
		const unpacked = await unpack(packed.tarball);
		try {
			const problems = await checkAll(unpacked, args.tag);
			if (problems > 0) throw new CommandError(`${problems} to fix before this can be published.`);
			if (args.keep !== undefined) await keep(packed.tarball, args.keep);
		} finally {
			await packed.remove();
			await unpacked.remove();
		}
	},
});

async function keep(tarball: string, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await copyFile(tarball, join(folder, basename(tarball)));
}

async function checkAll(unpacked: Unpacked, tag: string | undefined): Promise<number> {
	const { manifest, files, bytes, folder, temporary } = unpacked;
	const text = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');
	const pages = await readPages();
	const exists = (path: string): boolean => existsSync(join(project, path));
	const results: Array<[string, Problems]> = [
		['notices', noticeProblems(text(folder, 'THIRD-PARTY-NOTICES.txt'), await bundledPackages())],
		['version', versionProblems(manifest.version, text(project, 'CHANGELOG.md'), tag)],
		['links', [...pages.keys()].flatMap((page) => linkProblems(page, pages, exists))],
		['workflows', await problemsInWorkflows()],
		['n8n scan', await scanProblems({ packed: folder, sources: project }, temporary)],
	];
	for (const [title, problems] of results) {
		console.log(`${problems.length === 0 ? '✓' : '✗'} ${title}`);
		for (const problem of problems) console.log(`    ${problem}`);
	}
	console.log(`  ${files.length} files, ${(bytes / 1000).toFixed(0)} kB packed`);
	return results.flatMap(([, problems]) => problems).length;
}

async function problemsInWorkflows(): Promise<Problems> {
	const folder = join(project, '.github', 'workflows');
	const problems = readdirSync(folder).map(async (file) => {
		const yaml = readFileSync(join(folder, file), 'utf8');
		return [
			...workflowProblems(file, yaml),
			...publisherProblems(file, yaml),
			...(await actionlint(file, yaml)),
		];
	});
	return (await Promise.all(problems)).flat();
}

/** Every page of the repository, by path. */
async function readPages(): Promise<Map<string, string>> {
	const list = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
	const paths = (await run('git', list, { cwd: project })).trim().split('\n');
	const present = [...new Set(paths)].filter((path) => existsSync(join(project, path)));
	return new Map(present.map((path) => [path, readFileSync(join(project, path), 'utf8')]));
}

await runCommandLine(command);
