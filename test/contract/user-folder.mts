import { mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

import { run } from '../../scripts/n8n/command.mts';
import { packProject } from '../../scripts/n8n/pack.mts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** The packed package. */
		tarball: string;
		/** The packed package as installed: outside this checkout, beside n8n-workflow alone. */
		packageFolder: string;
	}
}

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Gives n8n-core a home of its own, where it writes a config file, and installs the packed package
 * into it: with no dependency in reach but the one that n8n provides.
 */
export default async function setUp(contract: TestProject): Promise<() => Promise<void>> {
	const folder = await mkdtemp(join(tmpdir(), 'ecom360-contract-'));
	process.env['N8N_USER_FOLDER'] = folder;
	const packed = await packProject();
	contract.provide('tarball', packed.tarball);
	contract.provide('packageFolder', await install(packed.tarball, folder));
	return async () => {
		await packed.remove();
		await rm(folder, { recursive: true, force: true });
	};
}

async function install(tarball: string, folder: string): Promise<string> {
	const modules = join(folder, '.n8n', 'nodes', 'node_modules');
	await mkdir(modules, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', modules], { cwd: folder });
	const unpacked = join(modules, 'package');
	const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as {
		name: string;
	};
	const installed = join(modules, manifest.name);
	await rename(unpacked, installed);
	await symlink(
		join(project, 'node_modules', 'n8n-workflow'),
		join(modules, 'n8n-workflow'),
		'dir',
	);
	return installed;
}
