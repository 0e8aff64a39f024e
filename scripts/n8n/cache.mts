import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { withLock } from '../lock.mjs';

const STAMP = '.complete';

/** Where n8n and Node.js are kept between runs, outside any checkout. */
export function cacheFolder(): string {
	const { ECOM360_CACHE, XDG_CACHE_HOME } = process.env;
	return ECOM360_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-ecom360');
}

/**
 * Fills a cache folder once, whoever asks and however often an earlier try was interrupted.
 *
 * The stamp is written last: a folder without it is half done and starts anew. `refresh` is for a
 * complete folder with another stamp, where less than everything may do.
 */
export async function fillOnce(name: string, { stamp, fill, refresh }: Filling): Promise<string> {
	const folder = join(cacheFolder(), name);
	if (readStamp(folder) === stamp) return folder;
	const onWait = (): void => console.error(`Another run is installing ${name}: waiting for it…`);
	await withLock(
		`${folder}.lock`,
		async () => {
			const found = readStamp(folder);
			if (found === stamp) return;
			const isComplete = found !== undefined && refresh !== undefined;
			await rm(join(folder, isComplete ? STAMP : ''), { recursive: true, force: true });
			await mkdir(folder, { recursive: true });
			await (isComplete ? refresh(folder) : fill(folder));
			await writeFile(join(folder, STAMP), stamp);
		},
		{ onWait },
	);
	return folder;
}

interface Filling {
	stamp: string;
	fill: (folder: string) => Promise<void>;
	refresh?: (folder: string) => Promise<void>;
}

function readStamp(folder: string): string | undefined {
	const file = join(folder, STAMP);
	return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
