import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../n8n/command.mts';

/** What the registry would hold, unpacked. */
export interface Unpacked {
	/** Deleted by `remove`; nothing but `package` is in it at first. */
	temporary: string;
	folder: string;
	/** Paths in the package, sorted. */
	files: string[];
	bytes: number;
	manifest: Record<string, unknown> & { version: string };
	remove: () => Promise<void>;
}

export async function unpack(tarball: string): Promise<Unpacked> {
	const temporary = await mkdtemp(join(tmpdir(), 'ecom360-publish-'));
	await run('tar', ['-xzf', tarball, '-C', temporary], { cwd: temporary });
	const list = await run('tar', ['-tzf', tarball], { cwd: temporary });
	const folder = join(temporary, 'package');
	return {
		temporary,
		folder,
		files: list
			.trim()
			.split('\n')
			.map((path) => path.replace(/^package\//, ''))
			.sort(),
		bytes: statSync(tarball).size,
		manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
			version: string;
		},
		remove: async () => await rm(temporary, { recursive: true, force: true }),
	};
}
