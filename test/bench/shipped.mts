import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';

import { bundlePackage } from '../../scripts/bundle.cjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const STARTS = 10;

/** n8n has loaded its own packages and used `Intl` long before it loads a node. */
const LOAD = `
	require('n8n-workflow');
	new Intl.DisplayNames('en', { type: 'region' }).of('IN');
	const started = performance.now();
	require(process.argv[1]);
	console.log(performance.now() - started);`;

/** The node's modules, bundled like the published package: what is measured is what ships. */
export type Shipped = typeof import('./modules.ts');

export async function loadShipped(): Promise<Shipped> {
	return await bundled({ entryPoints: ['test/bench/modules.ts'] }, async (folder) => {
		const file = join(folder, 'test/bench/modules.js');
		return createRequire(import.meta.url)(file) as Shipped;
	});
}

/** Milliseconds that a fresh process takes to load the trigger: the fastest of ten. */
export async function coldRequire(): Promise<number> {
	return await bundled({}, async (folder) => {
		const trigger = join(folder, 'nodes/Ecom360/Ecom360Trigger.node.js');
		const times: number[] = [];
		for (let start = 0; start < STARTS; start += 1) {
			const { stdout } = await execa('node', ['-e', LOAD, trigger], { cwd: project });
			times.push(Number(stdout));
		}
		return Math.min(...times);
	});
}

/** Bundles into a folder of its own, which is removed after the work. */
async function bundled<Result>(
	options: { entryPoints?: string[] },
	work: (folder: string) => Promise<Result>,
): Promise<Result> {
	const outdir = await mkdtemp(join(project, 'node_modules', '.bench-'));
	try {
		await bundlePackage({ ...options, outdir });
		return await work(outdir);
	} finally {
		await rm(outdir, { recursive: true });
	}
}
