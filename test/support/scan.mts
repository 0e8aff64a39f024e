import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../../scripts/n8n/command.mts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const script = fileURLToPath(new URL('scan-package.mts', import.meta.url));

/**
 * What n8n's own publish scan says about the packed package and our sources, each '' where it finds
 * nothing. `planted` is a package with a global and the console in its code: a scan that works refuses
 * it. What n8n does besides needs the published package: its provenance, its sources on GitHub.
 */
export async function scanPackage(packed: string) {
	const temporary = await mkdtemp(join(tmpdir(), 'ecom360-scan-'));
	try {
		// Elsewhere, since ESLint passes over whatever is in node_modules.
		const [copy, planted] = [join(temporary, 'package'), join(temporary, 'planted')];
		await cp(packed, copy, { recursive: true });
		await mkdir(planted);
		await cp(join(packed, 'package.json'), join(planted, 'package.json'));
		await writeFile(join(planted, 'index.js'), 'console.log(process.env);\n');
		// The scanner makes a folder among the temporary files, and leaves it behind. In Jest's NODE_ENV,
		// rules about file names go wrong.
		const env = { ...process.env, TMPDIR: temporary, NODE_ENV: '' };
		const folders = [copy, `sources:${project}`, planted];
		const said = await run('node', ['--import', 'tsx/esm', script, ...folders], {
			cwd: project,
			env,
		});
		const [inPacked = '', inSources = '', inPlanted = ''] = JSON.parse(said) as string[];
		return { packed: inPacked, sources: inSources, planted: inPlanted };
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}
