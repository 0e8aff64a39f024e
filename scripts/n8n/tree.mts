import { spawnSync } from 'node:child_process';

/**
 * Signals a process started with `detached: true` and everything it started.
 *
 * Nothing happens when all of them are gone already.
 */
export function killTree(pid: number | undefined, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	if (process.platform === 'win32') {
		spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
		return;
	}
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
