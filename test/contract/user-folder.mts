import { mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../../scripts/n8n/command.mts';
import packPackage from '../support/packed.mts';
import { inject, provide } from '../support/provided.mts';
import { atEnd } from '../support/teardown.mts';

declare module '../support/provided.mts' {
	export interface ProvidedContext {
		/** The packed package as installed: outside this checkout, beside n8n-workflow alone. */
		packageFolder: string;
	}
}

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Gives n8n-core a home of its own, where it writes a config file, and installs the packed package
 * into it: with no dependency in reach but the one that n8n provides.
 */
export default async function setUp(): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'ecom360-contract-'));
	atEnd(async () => await rm(folder, { recursive: true, force: true }));
	process.env['N8N_USER_FOLDER'] = folder;
	await packPackage();
	provide('packageFolder', await install(inject('tarball'), folder));
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
