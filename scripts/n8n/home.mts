import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { npm } from './command.mts';

/** A fresh folder for one n8n: its database, its encryption key, its community packages. */
export async function createUserFolder(): Promise<string> {
	return await mkdtemp(join(tmpdir(), 'ecom360-n8n-'));
}

/** Installs a packed community node where n8n looks for it, as a self-hoster does. */
export async function installTarball(userFolder: string, tarball: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	if (await isInstalled(nodes, tarball)) return;
	await mkdir(nodes, { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
	await writeFile(join(nodes, 'package.json'), JSON.stringify(manifest, null, '\t'));
	// n8n provides the peer dependency itself, and the package has no other: nothing to download.
	const offline = ['--offline', '--legacy-peer-deps', '--no-package-lock'];
	await npm(['install', tarball, '--ignore-scripts', ...offline], { cwd: nodes });
}

async function isInstalled(nodes: string, tarball: string): Promise<boolean> {
	try {
		return (await readFile(join(nodes, 'package.json'), 'utf8')).includes(tarball);
	} catch {
		return false;
	}
}
