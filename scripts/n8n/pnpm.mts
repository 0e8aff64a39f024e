import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ExecaError } from 'execa';

import { cacheFolder } from './cache.mts';
import { failure, installerOptions, startCommand, type InstallerOptions } from './command.mts';

// pnpm exports nothing but its package.json.
const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('pnpm'));

/**
 * Runs this project's pnpm, which installs n8n in a quarter of the time that npm takes, and passes
 * on each line that it writes.
 *
 * Its store is in the cache, on one disk with what is installed from it: it takes no further space.
 */
export async function pnpm(
	args: string[],
	{ tell, ...options }: InstallerOptions & { tell: (line: string) => void },
): Promise<void> {
	const script = join(folder, 'bin', 'pnpm.cjs');
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
