import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { check, lock } from 'proper-lockfile';

const POLL_MS = 500;
const ABANDONED_MS = 60_000;

/**
 * Runs `work` while no other process works under the same path, which need not exist. The lock of a
 * process that was killed is taken over after a minute.
 */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
	await mkdir(dirname(path), { recursive: true });
	const options = { realpath: false, stale: ABANDONED_MS };
	if (await check(path, options)) console.error(`Waiting for another run with ${basename(path)}…`);
	const retries = { forever: true, factor: 1, minTimeout: POLL_MS };
	const release = await lock(path, { ...options, retries });
	try {
		return await work();
	} finally {
		await release();
	}
}
