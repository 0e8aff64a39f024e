import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Cleanup = { gently: () => Promise<void>; now: () => void };

/** How far the shutdown of this process has come, and what has to be undone. */
interface Shutdown {
	cleanups: Set<Cleanup>;
	isShuttingDown: boolean;
	isInstalled: boolean;
	isExpected: boolean;
}

/** Where the state is on `globalThis`. */
export const SHUTDOWN = Symbol.for('n8n-nodes-ecom360.shutdown');

// One for the process: Jest loads this module again for every test file, with globals of its own.
const state = ((globalThis as { [SHUTDOWN]?: Shutdown })[SHUTDOWN] ??= {
	cleanups: new Set(),
	isShuttingDown: false,
	isInstalled: false,
	isExpected: false,
});

// npm and tsx pass on a Ctrl-C that the terminal has already delivered: not a second request.
const ECHO_MS = 1000;

/** The signals that end a run: Ctrl-C, a polite kill, a closed terminal. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Registers something to undo when this process is told to end; returns the way to unregister.
 *
 * `gently` runs on the first signal, `now` when the process exits anyway or is told twice.
 */
export function onShutdown(cleanup: Cleanup): () => void {
	listenForSignals();
	state.cleanups.add(cleanup);
	return () => state.cleanups.delete(cleanup);
}

/** A temporary folder that goes when this process does, if `remove` has not been called before. */
export async function temporaryFolder(
	prefix: string,
): Promise<{ folder: string; remove: () => Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), prefix));
	const options = { recursive: true, force: true };
	const remove = async (): Promise<void> => {
		unregister();
		await rm(folder, options);
	};
	const unregister = onShutdown({ gently: remove, now: () => rmSync(folder, options) });
	return { folder, remove };
}

/** Undoes everything registered and ends the process. */
export async function shutDown(exitCode: number): Promise<never> {
	state.isShuttingDown = true;
	const cleanups = [...state.cleanups].reverse();
	await Promise.allSettled(cleanups.map(async (cleanup) => await cleanup.gently()));
	process.exit(exitCode);
}

/** From now on a signal is the ordinary way to end, not an interruption: the exit code is 0. */
export function expectSignal(): void {
	listenForSignals();
	state.isExpected = true;
}

/** Whether a signal has arrived: failures from here on are consequences, not news. */
export function isEnding(): boolean {
	return state.isShuttingDown;
}

/** Undoes what is registered when a signal arrives; `onShutdown` sees to it by itself. */
export function listenForSignals(): void {
	if (state.isInstalled) return;
	state.isInstalled = true;
	let firstAt = Infinity;
	for (const [signal, code] of Object.entries(SIGNALS)) {
		process.on(signal, () => {
			const exitCode = state.isExpected ? 0 : code;
			if (Date.now() - firstAt > ECHO_MS) process.exit(exitCode);
			if (state.isShuttingDown) return;
			firstAt = Date.now();
			void shutDown(exitCode);
		});
	}
	process.on('exit', () => {
		for (const cleanup of state.cleanups) cleanup.now();
	});
}
