import { watch } from 'node:fs';
import { cp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCommand } from 'citty';

import { bundlePackage } from './bundle.cjs';
import { CommandError, portNumber, runCommandLine } from './cli.mts';
import { setUpDemo } from './demo.mts';
import { poll } from './n8n/poll.mts';
import { startPacked } from './n8n/process.mts';
import type { RunningN8n } from './n8n/running.mts';
import { expectSignal } from './n8n/shutdown.mts';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = ['nodes', 'credentials'];
const ASSET = /\.(?:svg|node\.json)$/;
// Editors save a file in several steps.
const QUIET_MS = 100;
const RELOAD_TIMEOUT_MS = 20_000;

const command = defineCommand({
	meta: {
		name: 'npm run dev --',
		description: 'Runs this package in a real n8n that takes over every change to its sources',
	},
	args: {
		port: { type: 'string', default: '5678', description: 'Port of the editor' },
	},
	run: async ({ args }) => {
		const port = portNumber(args.port);
		// n8n compares paths as the system resolves them, and a temporary folder may be a link.
		process.env['TMPDIR'] = await realpath(tmpdir());
		console.log('Starting n8n with this package (the first time, n8n itself is installed)…');
		const n8n = await startPacked({ port, env: { N8N_DEV_RELOAD: 'true' } });
		const { editorUrl, owner } = await setUpDemo(n8n);
		watchSources(n8n);
		console.log(`
  Editor  ${editorUrl}
  Log in  ${owner.email}  /  ${owner.password}
Save a file in ${SOURCES.join(' or ')}: n8n and the open editor take it over in a second or two.
A new node or credential needs a restart. Press Ctrl-C to stop n8n and remove what it has stored.`);
		expectSignal();
		const how = await n8n.ended;
		throw new CommandError(`n8n ended by itself (${how}).`);
	},
});

function watchSources(n8n: RunningN8n): void {
	let timer: NodeJS.Timeout | undefined;
	let work = Promise.resolve();
	for (const folder of SOURCES) {
		watch(join(project, folder), { recursive: true }, () => {
			clearTimeout(timer);
			timer = setTimeout(() => {
				work = work.then(async () => await update(n8n));
			}, QUIET_MS);
		});
	}
}

/** Builds into the installed package, which n8n itself watches. */
async function update(n8n: RunningN8n): Promise<void> {
	const modules = join(n8n.userFolder, '.n8n', 'nodes', 'node_modules');
	const dist = join(modules, 'n8n-nodes-ecom360', 'dist');
	const before = reloads(n8n);
	try {
		await bundlePackage({ outdir: dist });
		await cp(join(project, 'nodes'), join(dist, 'nodes'), {
			recursive: true,
			filter: (path) => !path.includes('.') || ASSET.test(path),
		});
		await poll(
			() => 'n8n to reload the package',
			RELOAD_TIMEOUT_MS,
			async () => reloads(n8n) > before || undefined,
		);
		console.log(`${new Date().toLocaleTimeString()}  n8n has taken over the change`);
	} catch (error) {
		// esbuild has printed what is wrong in a source; the next change may fix it.
		console.error(`${new Date().toLocaleTimeString()}  ${(error as Error).message.split('\n')[0]}`);
	}
}

function reloads(n8n: RunningN8n): number {
	return n8n.log.split('Hot reload triggered for n8n-nodes-ecom360').length - 1;
}

await runCommandLine(command);
