import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 10_000;
const ABANDONED_MS = 120_000;
const POLL_MS = 500;

/**
 * Runs `work` while holding the lock file at `path`, after waiting for any other holder.
 *
 * A lock whose holder is gone is taken over, so an interrupted run never blocks the next one.
 * Plain JavaScript, because `setup.mjs` needs it before anything is installed.
 */
export async function withLock(path, work, { onWait } = {}) {
	mkdirSync(dirname(path), { recursive: true });
	let hasWaited = false;
	while (!claim(path)) {
		if (isAbandoned(path)) {
			takeAway(path);
			continue;
		}
		if (!hasWaited) onWait?.();
		hasWaited = true;
		await sleep(POLL_MS);
	}
	const release = () => {
		if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
	};
	const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
	heartbeat.unref();
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(heartbeat);
		process.off('exit', release);
		release();
	}
}

// A link appears in one step together with its content: nobody ever reads a half-written holder.
function claim(path) {
	const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
	writeFileSync(draft, JSON.stringify({ pid: process.pid, host: hostname() }));
	try {
		linkSync(draft, path);
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(draft, { force: true });
	}
}

function readHolder(path) {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return undefined; // released in the meantime
	}
}

function isAbandoned(path) {
	const holder = readHolder(path);
	if (holder === undefined) return false;
	// The age also catches a process id that was given to somebody else, and another machine's.
	const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
	if (age > ABANDONED_MS) return true;
	return holder.host === hostname() && !isAlive(holder.pid);
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

// Two waiters may notice at once: only one rename succeeds, the other finds nothing or puts back
// the fresh lock that it caught.
function takeAway(path) {
	const grave = `${path}.${process.pid}.stale`;
	try {
		renameSync(path, grave);
		if (!isAbandoned(grave)) linkSync(grave, path);
	} catch (error) {
		if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
	} finally {
		rmSync(grave, { force: true });
	}
}

function touch(path) {
	try {
		utimesSync(path, new Date(), new Date());
	} catch {
		// The folder was removed under us; whoever did that no longer wants the lock.
	}
}
