import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundlePackage } from '../../scripts/bundle.cjs';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The packages whose code ends up in ours, as esbuild reports them, with their licences' texts. */
export async function bundledPackages() {
	const { outputs } = await bundlePackage({ write: false });
	const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
	const folders = inputs
		.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
		.map(([path]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
		.filter((folder) => folder !== undefined);
	return [...new Set(folders)].map((folder) => describePackage(join(project, folder)));
}

/** Its title is the one in the notices: name and version. */
function describePackage(folder: string) {
	const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
	const { name, version } = JSON.parse(read('package.json')) as Record<string, string>;
	const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
	if (file === undefined) throw new Error(`${name} has no licence to quote`);
	return { title: `${name} ${version}`, licence: read(file) };
}
