import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../../scripts/n8n/command.mts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const script = fileURLToPath(new URL('scan-package.mts', import.meta.url));

/**
 * What n8n's own publish scan says about the packed package and our sources; with `more`, about the
 * package alone, with that added to its code. What it does besides needs the published package: its
 * provenance, its sources on GitHub.
 */
export async function scanPackage(packed: string, more = ''): Promise<string> {
	const temporary = await mkdtemp(join(tmpdir(), 'ecom360-scan-'));
	try {
		// Elsewhere, since ESLint passes over whatever is in node_modules.
		const folder = join(temporary, 'package');
		await cp(packed, folder, { recursive: true });
		await appendFile(join(folder, 'dist/nodes/Ecom360/Ecom360.node.js'), more);
		// The scanner makes a folder among the temporary files, and leaves it behind. In Jest's NODE_ENV,
		// rules about names of files go wrong.
		const env = { ...process.env, TMPDIR: temporary, NODE_ENV: '' };
		const args = ['--import', 'tsx/esm', script, folder, ...(more ? [] : [project])];
		return (await run('node', args, { cwd: project, env })).trim();
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
}
