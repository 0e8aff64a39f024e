import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { fillOnce } from './cache.mts';
import { npm, run } from './command.mts';
import { runsOn, type N8nRelease } from './versions.mts';

const NODE_FOR_N8N = '24.21.0';

/** A Node.js that runs n8n. */
export interface NodeRuntime {
	binary: string;
	/** Without the `v`. */
	version: string;
	/** Where its C++ headers are, when they came along; node-gyp fetches them otherwise. */
	headers?: string;
}

/** Which Node.js runs this n8n release, without the `v`: the current one if it can. */
export function nodeVersionFor(release: N8nRelease): string {
	const { node } = process.versions;
	return runsOn(release, node) ? node : NODE_FOR_N8N;
}

/** The Node.js to run this n8n release with; put into the cache unless it is the current one. */
export async function nodeFor(release: N8nRelease): Promise<NodeRuntime> {
	if (runsOn(release, process.versions.node)) {
		return withHeaders(process.execPath, process.versions.node);
	}
	const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	const folder = await fillOnce(`node-${NODE_FOR_N8N}`, {
		stamp: name,
		fill: async (into) => await install(into, name, release),
	});
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	return withHeaders(join(folder, 'node_modules', name, 'bin', file), NODE_FOR_N8N);
}

async function install(folder: string, name: string, release: N8nRelease): Promise<void> {
	try {
		await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
		await npm(['install', '--ignore-scripts', `${name}@${NODE_FOR_N8N}`], { cwd: folder });
		const file = process.platform === 'win32' ? 'node.exe' : 'node';
		await run(join(folder, 'node_modules', name, 'bin', file), ['--version'], { cwd: folder });
	} catch (error) {
		throw new Error(
			`n8n ${release.version} needs Node.js ${release.oldestNode} or newer (this is ${process.version}), and ` +
				`${name}@${NODE_FOR_N8N} could not be installed. ` +
				'Install Node.js 24 and start again with it.',
			{ cause: error },
		);
	}
}

function withHeaders(binary: string, version: string): NodeRuntime {
	const headers = dirname(dirname(binary));
	const hasHeaders = existsSync(join(headers, 'include', 'node', 'node_version.h'));
	return { binary, version, ...(hasHeaders && { headers }) };
}
