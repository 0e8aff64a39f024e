/** Runs `work` while holding the lock file at `path`, after waiting for any other holder. */
export function withLock<T>(
	path: string,
	work: () => Promise<T>,
	options?: { onWait?: () => void },
): Promise<T>;
