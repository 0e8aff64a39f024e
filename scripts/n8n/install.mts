import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { fillOnce } from './cache.mts';
import { npm } from './command.mts';
import { nodeFor, type NodeRuntime } from './node.mts';
import { startProgress } from './progress.mts';
import { defaultVersion, releaseOf, type N8nRelease } from './versions.mts';

/** An n8n on disk, with the Node.js that its native modules were built for. */
export interface InstalledN8n {
	version: string;
	node: NodeRuntime;
	/** The script to run with `node`. */
	entry: string;
}

/** Installs n8n into the cache unless it is there already: 3 GB and some minutes, once. */
export async function installN8n(version: string = defaultVersion): Promise<InstalledN8n> {
	const release = releaseOf(version);
	const node = await nodeFor(release);
	const folder = await fillOnce(`n8n-${version}`, {
		stamp: stampOf(release, node),
		fill: async (into) => {
			await download(into, release);
			await compile(into, release, node);
		},
		// Complete, but built for another Node.js major: the packages stay, the binaries do not.
		refresh: async (into) => await compile(into, release, node),
	});
	return { version, node, entry: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

function stampOf({ version, rebuild }: N8nRelease, node: NodeRuntime): string {
	const major = node.version.split('.')[0];
	const platform = `${process.platform}-${process.arch}`;
	return `n8n ${version}, ${rebuild.join(' and ')} for node ${major} on ${platform}`;
}

async function download(folder: string, release: N8nRelease): Promise<void> {
	const { version, overrides } = release;
	const manifest = { private: true, dependencies: { n8n: version }, overrides };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	const progress = startProgress(`Installing n8n ${version} (once, 3 GB, about 4 minutes)`, () =>
		packageCount(folder),
	);
	try {
		// Most install scripts download or compile things that n8n starts without.
		await npm(['install', '--ignore-scripts', '--loglevel=error'], { cwd: folder });
		progress.done();
	} finally {
		progress.stop();
	}
}

async function compile(folder: string, release: N8nRelease, node: NodeRuntime): Promise<void> {
	const progress = startProgress(
		`Building ${release.rebuild.join(' and ')} for Node.js ${node.version} (about 2 minutes)`,
	);
	try {
		await npm(['rebuild', '--ignore-scripts=false', ...release.rebuild], {
			cwd: folder,
			node: node.binary,
			env: node.headers === undefined ? {} : { npm_config_nodedir: node.headers },
		});
		progress.done();
	} finally {
		progress.stop();
	}
}

function packageCount(folder: string): string {
	try {
		return `${readdirSync(join(folder, 'node_modules')).length} packages in place`;
	} catch {
		return 'working out the packages';
	}
}
