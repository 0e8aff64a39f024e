import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { delimiter, join } from 'node:path';

import { poll } from '../../scripts/n8n/poll.mts';
import { onShutdown } from '../../scripts/n8n/shutdown.mts';
import { killTree } from '../../scripts/n8n/tree.mts';
import { installPackage } from './debian.mts';

/** Where all servers of the tests listen. */
export const HOST = '127.0.0.1';

const START_TIMEOUT_MS = 30_000;

/** A server that was started for a test. */
export interface LocalServer {
	port: number;
	/** Ends it, and removes its folder. */
	stop: () => Promise<void>;
}

/** Starts a server in a folder of its own, and waits until it takes connections. */
export async function serve(
	command: string,
	args: string[],
	{ port, folder }: { port: number; folder: string },
): Promise<LocalServer> {
	const child = spawn(command, args, { cwd: folder, stdio: 'ignore', detached: true });
	const exit = once(child, 'exit').catch(() => undefined);
	const stop = async () => {
		killTree(child.pid, 'SIGINT');
		await exit;
		unregister();
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	const unregister = onShutdown({ gently: stop, now: () => killTree(child.pid, 'SIGKILL') });
	const what = () => `${command} to take connections`;
	await poll(what, START_TIMEOUT_MS, async () => {
		const isOver = child.exitCode !== null || child.signalCode !== null;
		if (isOver) throw new Error(`${[command, ...args].join(' ')} ended at once.`);
		return (await isOpen(port)) || undefined;
	});
	return { port, stop };
}

/** Installs Debian's package where a program is missing. */
export async function installed(program: string, debianPackage?: string): Promise<void> {
	if (!isThere(program)) await installPackage(program, debianPackage);
}

function isThere(program: string): boolean {
	const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
	return folders.some((folder) => existsSync(join(folder, program)));
}

async function isOpen(port: number): Promise<boolean> {
	const socket = createConnection({ host: HOST, port });
	const isListening = await once(socket, 'connect').catch(() => undefined);
	socket.destroy();
	return isListening !== undefined;
}
