import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { check, lock } from 'proper-lockfile';

const POLL_MS = 500;
const ABANDONED_MS = 60_000;

/**
 * Runs `work` while no other process works under the same path, which need not exist. The lock of a
 * process that was killed is taken over after a minute.
 */
export async function withLock<Result>(
	path: string,
	work: () => Promise<Result>,
	{ onWait }: { onWait?: () => void } = {},
): Promise<Result> {
	await mkdir(dirname(path), { recursive: true });
	const options = { realpath: false, stale: ABANDONED_MS };
	if (onWait && (await check(path, options))) onWait();
	const retries = { forever: true, factor: 1, minTimeout: POLL_MS };
	const release = await lock(path, { ...options, retries });
	try {
		return await work();
	} finally {
		await release();
	}
}
