import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ExecaError } from 'execa';

import { during } from '../progress.mts';
import { cacheFolder, fillOnce } from './cache.mts';
import { failure, installerOptions, startCommand, type InstallerOptions } from './command.mts';
import { NODE_VERSION, nodeForN8n, type NodeRuntime } from './node.mts';
import { defaultVersion, releaseOf, type N8nRelease } from './versions.mts';

// pnpm exports nothing but its package.json.
const require = createRequire(import.meta.url);

/** The only packages of n8n whose install scripts run: both are compiled for the Node.js in use. */
const COMPILED = ['sqlite3', 'isolated-vm'];

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
	const folder = await fillOnce(`n8n-${version}`, stampOf(release), async (into) => {
		await fill(into, release);
	});
	const node = await nodeForN8n();
	return { version, node, entry: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}

function stampOf(release: N8nRelease): string {
	const [major] = NODE_VERSION.split('.');
	const platform = `${process.platform}-${process.arch}`;
	const overrides = Object.entries(release.overrides).map((entry) => entry.join('@'));
	const n8n = `n8n ${release.version} with ${overrides.join(', ')}`;
	return `${n8n}; ${COMPILED.join(' and ')} for node ${major} on ${platform}`;
}

async function fill(folder: string, release: N8nRelease): Promise<void> {
	const { version, overrides } = release;
	const node = await during(`Getting Node.js ${NODE_VERSION}`, nodeForN8n);
	const manifest = {
		private: true,
		dependencies: { n8n: version },
		pnpm: { overrides, onlyBuiltDependencies: COMPILED },
	};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	const options = {
		cwd: folder,
		node: node.binary,
		env: { npm_config_jobs: 'max', ...(node.headers && { npm_config_nodedir: node.headers }) },
	};
	// Started by `npm start`, an installer inherits this project's `ignore-scripts`.
	const args = ['install', '--config.ignore-scripts=false'];
	await during(
		`Installing n8n ${version} (once: 2 GB, three to six minutes)`,
		async (tell) => await pnpm(args, { ...options, tell }),
	);
}

/**
 * Runs this project's pnpm, which installs n8n in a quarter of the time that npm takes, and passes
 * on each line that it writes.
 *
 * Its store is in the cache, on one disk with what is installed from it: it takes no further space.
 */
async function pnpm(
	args: string[],
	{ tell, ...options }: InstallerOptions & { tell: (line: string) => void },
): Promise<void> {
	const script = join(dirname(require.resolve('pnpm')), 'bin', 'pnpm.cjs');
	const store = `--store-dir=${join(cacheFolder(), 'pnpm-store')}`;
	const always = ['--reporter=append-only', '--config.node-linker=hoisted', store];
	try {
		const node = options.node ?? process.execPath;
		// The folders are not part of a workspace, whatever is above them.
		const child = startCommand(node, [script, ...args, ...always, '--ignore-workspace'], {
			...installerOptions(options),
			stdin: 'ignore',
			all: true,
		});
		for await (const line of child) tell(line);
	} catch (error) {
		throw error instanceof ExecaError ? failure(error) : error;
	}
}
