import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { fillOnce } from './cache.mts';
import { npm, run } from './command.mts';

/** Every supported n8n starts on it, and 25 is too new for all of them. */
export const NODE_VERSION = '24.21.0';

/** A Node.js that runs n8n. */
export interface NodeRuntime {
	binary: string;
	/** Where its C++ headers are, when they came along; node-gyp fetches them otherwise. */
	headers?: string;
}

/** The Node.js that runs n8n, put into the cache first where it is not there. */
export async function nodeForN8n(): Promise<NodeRuntime> {
	const isWindows = process.platform === 'win32';
	const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
	const within = join('node_modules', name);
	const binary = join(within, 'bin', isWindows ? 'node.exe' : 'node');
	const folder = await fillOnce(`node-${NODE_VERSION}`, name, async (into) => {
		await install(into, name, binary);
	});
	const headers = join(folder, within);
	const hasHeaders = existsSync(join(headers, 'include', 'node', 'node_version.h'));
	return { binary: join(folder, binary), ...(hasHeaders && { headers }) };
}

async function install(folder: string, name: string, binary: string): Promise<void> {
	try {
		await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
		await npm(['install', '--ignore-scripts', `${name}@${NODE_VERSION}`], { cwd: folder });
		await run(join(folder, binary), ['--version'], { cwd: folder });
	} catch (error) {
		const message = `n8n needs Node.js 24, and ${name}@${NODE_VERSION} could not be installed.`;
		throw new Error(message, { cause: error });
	}
}
