import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';

import { bundlePackage } from '../../scripts/bundle.cjs';
import { packProject } from '../../scripts/n8n/pack.mts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const STARTS = 10;

/** n8n has loaded its own packages and used `Intl` long before it loads a node. */
const LOAD = `
	require('n8n-workflow');
	new Intl.DisplayNames('en', { type: 'region' }).of('IN');
	const started = performance.now();
	require(process.argv[1]);
	console.log(performance.now() - started);`;

/** Milliseconds that a fresh process takes to load the trigger: the fastest of ten. */
export async function coldRequire(): Promise<number> {
	const outdir = await mkdtemp(join(project, 'node_modules', '.cold-'));
	try {
		await bundlePackage({ outdir });
		const trigger = join(outdir, 'nodes/Ecom360/Ecom360Trigger.node.js');
		const times: number[] = [];
		for (let start = 0; start < STARTS; start += 1) {
			const { stdout } = await execa('node', ['-e', LOAD, trigger], { cwd: project });
			times.push(Number(stdout));
		}
		return Math.min(...times);
	} finally {
		await rm(outdir, { recursive: true });
	}
}

/** Bytes of the tarball that npm would publish. */
export async function packedSize(): Promise<number> {
	const packed = await packProject();
	try {
		return (await stat(packed.tarball)).size;
	} finally {
		await packed.remove();
	}
}
