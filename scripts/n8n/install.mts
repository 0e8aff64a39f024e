import { join } from 'node:path';

import { runSteps, stepList, teller } from '../steps.mts';
import { fillOnce } from './cache.mts';
import { nodeFor, nodeVersionFor, type NodeRuntime } from './node.mts';
import { buildSqlite3, downloadN8n, finishN8n } from './packages.mts';
import { defaultVersion, releaseOf, type N8nRelease } from './versions.mts';

/** An n8n on disk, with the Node.js that its native modules were built for. */
export interface InstalledN8n {
	version: string;
	node: NodeRuntime;
	/** The script to run with `node`. */
	entry: string;
}

/** Installs n8n into the cache unless it is there already: 2 GB and some minutes, once. */
export async function installN8n(version: string = defaultVersion): Promise<InstalledN8n> {
	const release = releaseOf(version);
	const folder = await fillOnce(`n8n-${version}`, {
		stamp: stampOf(release),
		fill: async (into) => await fill(into, release),
	});
	const node = await nodeFor(release);
	return { version, node, entry: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

function stampOf(release: N8nRelease): string {
	const major = nodeVersionFor(release).split('.')[0];
	const platform = `${process.platform}-${process.arch}`;
	const overrides = Object.entries(release.overrides).map((entry) => entry.join('@'));
	const n8n = `n8n ${release.version} with ${overrides.join(', ')}`;
	return `${n8n}; sqlite3 and isolated-vm for node ${major} on ${platform}`;
}

// Downloading waits for the network, and compiling keeps one core busy for a minute: both at once.
async function fill(folder: string, release: N8nRelease): Promise<void> {
	const { version, sqlite3 } = release;
	const besides = join(folder, '.sqlite3');
	const download = {
		title: `Download n8n ${version} (once, 2 GB, two to four minutes)`,
		task: async (_: unknown, step: { output: string }): Promise<void> =>
			await downloadN8n(folder, release, teller(step)),
	};
	const prepare = {
		title: 'Meanwhile, prepare what it runs on',
		task: () =>
			stepList([
				{
					title: `Get Node.js ${nodeVersionFor(release)}`,
					task: async () => void (await nodeFor(release)),
				},
				{
					title: `Build its database driver, sqlite3 ${sqlite3}`,
					task: async () => await buildSqlite3(besides, release, await nodeFor(release)),
				},
			]),
	};
	await runSteps([download, prepare], { concurrent: true });
	const finish = async (): Promise<void> =>
		await finishN8n(folder, besides, release, await nodeFor(release));
	await runSteps([{ title: 'Put both together', task: finish }]);
}
