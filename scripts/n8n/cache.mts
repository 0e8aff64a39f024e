import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { withLock } from './lock.mts';
import { onShutdown } from './shutdown.mts';

const STAMP = '.complete';

/** Where n8n and Node.js are kept between runs, outside any checkout. */
export function cacheFolder(): string {
	const { ECOM360_CACHE, XDG_CACHE_HOME } = process.env;
	return ECOM360_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-ecom360');
}

/**
 * Fills a cache folder once, whoever asks and however often an earlier try was interrupted.
 *
 * It is filled under another name and then renamed: a folder of the right name is complete.
 */
export async function fillOnce(
	name: string,
	stamp: string,
	fill: (folder: string) => Promise<void>,
): Promise<string> {
	const folder = join(cacheFolder(), name);
	if (readStamp(folder) === stamp) return folder;
	await withLock(folder, async () => {
		if (readStamp(folder) === stamp) return;
		const draft = `${folder}.partial`;
		await remove(draft);
		await mkdir(draft, { recursive: true });
		const forget = onShutdown({ gently: async () => await remove(draft), now: () => undefined });
		try {
			await fill(draft);
			await writeFile(join(draft, STAMP), stamp);
			await remove(folder);
			await rename(draft, folder);
		} catch (error) {
			// What matters is why it failed; the next run removes what this cannot.
			await remove(draft).catch(() => undefined);
			throw error;
		} finally {
			forget();
		}
	});
	return folder;
}

// An installer that is being ended may still be writing.
async function remove(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

function readStamp(folder: string): string | undefined {
	const file = join(folder, STAMP);
	return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
