import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Tell } from '../steps.mts';
import type { NodeRuntime } from './node.mts';
import { pnpm } from './pnpm.mts';
import type { N8nRelease } from './versions.mts';

// Started by `npm start`, an installer inherits this project's `ignore-scripts`.
const RUN_SCRIPTS = ['--config.ignore-scripts=false'];

/** Downloads n8n into a folder. Nothing in it is compiled, and no install script runs. */
export async function downloadN8n(folder: string, release: N8nRelease, tell: Tell): Promise<void> {
	const { version, overrides } = release;
	await writeManifest(folder, { n8n: version }, { overrides });
	// Most install scripts download or compile things that n8n starts without.
	await pnpm(['install', '--ignore-scripts'], { cwd: folder, tell });
}

/** Builds sqlite3 in a small folder of its own, where it need not wait for the rest of n8n. */
export async function buildSqlite3(
	folder: string,
	{ sqlite3 }: N8nRelease,
	node: NodeRuntime,
): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeManifest(folder, { sqlite3 });
	await pnpm(['install', ...RUN_SCRIPTS], { cwd: folder, ...compiler(node) });
}

/** Moves the built sqlite3 to n8n, and builds what else must fit this Node.js. */
export async function finishN8n(
	folder: string,
	sqlite3Folder: string,
	{ sqlite3 }: N8nRelease,
	node: NodeRuntime,
): Promise<void> {
	const wanted = join(folder, 'node_modules', 'sqlite3');
	const manifest = readFileSync(join(wanted, 'package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	if (version !== sqlite3) {
		throw new Error(`n8n wants sqlite3 ${version}, and ${sqlite3} was built: see versions.mts.`);
	}
	await rename(join(sqlite3Folder, 'node_modules', 'sqlite3', 'build'), join(wanted, 'build'));
	await rm(sqlite3Folder, { recursive: true });
	await pnpm(['rebuild', 'isolated-vm', ...RUN_SCRIPTS], { cwd: folder, ...compiler(node) });
}

function compiler({ binary, headers }: NodeRuntime): { node: string; env: NodeJS.ProcessEnv } {
	const env = { npm_config_jobs: 'max', ...(headers && { npm_config_nodedir: headers }) };
	return { node: binary, env };
}

async function writeManifest(
	folder: string,
	dependencies: Record<string, string>,
	pnpmSettings: object = {},
): Promise<void> {
	const onlyBuiltDependencies = ['sqlite3', 'isolated-vm'];
	const settings = { ...pnpmSettings, onlyBuiltDependencies };
	const manifest = { private: true, dependencies, pnpm: settings };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
}
