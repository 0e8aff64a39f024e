import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { withLock } from '../lock.mjs';
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
 * It is filled under another name and then renamed: a folder of the right name is complete, and
 * whatever an interrupted try has left running cannot write into it.
 */
export async function fillOnce(name: string, { stamp, fill }: Filling): Promise<string> {
	const folder = join(cacheFolder(), name);
	if (readStamp(folder) === stamp) return folder;
	const onWait = (): void => console.error(`Another run is installing ${name}: waiting for it…`);
	await withLock(
		`${folder}.lock`,
		async () => {
			if (readStamp(folder) === stamp) return;
			await removeLeftovers(name);
			const draft = `${folder}.partial-${process.pid}-${Date.now()}`;
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
		},
		{ onWait },
	);
	return folder;
}

/** Of tries that were killed, and could not remove their own. */
async function removeLeftovers(name: string): Promise<void> {
	const entries = await readdir(cacheFolder());
	const leftovers = entries.filter((entry) => entry.startsWith(`${name}.partial-`));
	for (const entry of leftovers) {
		// An orphaned installer may still be writing there: then the next run removes the rest.
		await remove(join(cacheFolder(), entry)).catch(() => undefined);
	}
}

// An installer that is just being ended may still be writing.
async function remove(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

interface Filling {
	stamp: string;
	fill: (folder: string) => Promise<void>;
}

function readStamp(folder: string): string | undefined {
	const file = join(folder, STAMP);
	return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
