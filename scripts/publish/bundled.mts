import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundlePackage } from '../bundle.cjs';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A package whose code ends up in ours. */
export interface BundledPackage {
	name: string;
	version: string;
	/** The text of its licence file; empty if it has none. */
	licence: string;
}

/** The packages that are bundled, as esbuild reports them. */
export async function bundledPackages(): Promise<BundledPackage[]> {
	const metafile = await bundlePackage({ write: false });
	const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
	const folders = inputs
		.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
		.map(([path]) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
		.filter((folder) => folder !== undefined);
	return [...new Set(folders)].map((folder) => describe(join(project, folder)));
}

function describe(folder: string): BundledPackage {
	const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
	return { name, version, licence: file ? readFileSync(join(folder, file), 'utf8') : '' };
}
