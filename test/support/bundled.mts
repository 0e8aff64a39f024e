import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundlePackage } from '../../scripts/bundle.cjs';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** A package whose code ends up in ours. */
export interface BundledPackage {
	/** As in the notices: name and version. */
	title: string;
	/** The text of its licence file. */
	licence: string;
}

/** The packages that are bundled, as esbuild reports them. */
export async function bundledPackages(): Promise<BundledPackage[]> {
	const { outputs } = await bundlePackage({ write: false });
	const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
	const folders = inputs
		.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
		.map(([path]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
		.filter((folder) => folder !== undefined);
	return [...new Set(folders)].map((folder) => describePackage(join(project, folder)));
}

function describePackage(folder: string): BundledPackage {
	const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
	const { name, version } = JSON.parse(read('package.json')) as Record<string, string>;
	const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
	if (file === undefined) throw new Error(`${name} has no licence to quote`);
	return { title: `${name} ${version}`, licence: read(file) };
}
