import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType } from 'n8n-workflow';

import { loadNodes } from '../../scripts/embedded/context.mts';
import { run } from '../../scripts/n8n/command.mts';
import { inject } from './provided.mts';

export { nodeOf } from '../../scripts/embedded/context.mts';

export const CREDENTIAL = 'ecom360Api';

/** The installed package, loaded as n8n loads it. */
export async function loadPackage(): Promise<PackageDirectoryLoader> {
	return await loadNodes(inject('packageFolder'));
}

export function credentialOf(loader: PackageDirectoryLoader): ICredentialType {
	return loader.getCredential(CREDENTIAL).type;
}

/** The files in the tarball, sorted, as paths inside the package. */
export async function packedFiles(): Promise<string[]> {
	const tarball = inject('tarball');
	const list = await run('tar', ['-tzf', tarball], { cwd: '/' });
	const paths = list.trim().split('\n');
	return paths.map((path) => path.replace(/^package\//, '')).sort();
}

export function tarballBytes(): number {
	return statSync(inject('tarball')).size;
}

export function installedText(path: string): string {
	return readFileSync(join(inject('packageFolder'), path), 'utf8');
}

/** Whether the installed package could require a module by this name. */
export function canRequire(name: string): boolean {
	try {
		createRequire(join(inject('packageFolder'), 'package.json')).resolve(name);
		return true;
	} catch {
		return false;
	}
}
