import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { npm, run } from '../../scripts/n8n/command.mts';

const NAME = 'n8n-nodes-ecom360';

/** Where the owner of an n8n installs packages by hand, while it is stopped. */
export class PackageFolder {
	private constructor(readonly path: string) {}

	static async in(userFolder: string): Promise<PackageFolder> {
		const path = join(userFolder, '.n8n', 'nodes');
		await mkdir(path, { recursive: true });
		return new PackageFolder(path);
	}

	/** What the README says, with a tarball for the name. */
	async install(tarball: string): Promise<void> {
		await npm(['install', '--omit=peer', tarball], { cwd: this.path });
	}

	async uninstall(): Promise<void> {
		await npm(['uninstall', NAME], { cwd: this.path });
	}

	/** Undefined if the package is not installed. */
	async installedVersion(): Promise<string | undefined> {
		const file = join(this.path, 'node_modules', NAME, 'package.json');
		const text = await readFile(file, 'utf8').catch(() => undefined);
		return text === undefined ? undefined : (JSON.parse(text) as { version: string }).version;
	}
}

/** The same package with a lower version, packed into `folder`: what was there before an upgrade. */
export async function previousRelease(tarball: string, folder: string): Promise<string> {
	await run('tar', ['-xzf', tarball, '-C', folder], { cwd: folder });
	const unpacked = join(folder, 'package');
	const file = join(unpacked, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
	await writeFile(file, JSON.stringify({ ...manifest, version: '0.0.1' }));
	const packed = await npm(['pack', '--pack-destination', folder], { cwd: unpacked });
	return join(folder, packed.trim().split('\n').at(-1) ?? '');
}
