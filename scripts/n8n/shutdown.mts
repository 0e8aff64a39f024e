type Cleanup = { gently: () => Promise<void>; now: () => void };

const cleanups = new Set<Cleanup>();
let isShuttingDown = false;
let isInstalled = false;
let isExpected = false;

// npm and tsx pass on a Ctrl-C that the terminal has already delivered: not a second wish.
const ECHO_MS = 1000;

/** The signals that end a run: Ctrl-C, a polite kill, a closed terminal. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Registers something to undo when this process is told to end; returns the way to unregister.
 *
 * `gently` runs on the first signal, `now` when the process exits anyway or is told twice.
 */
export function onShutdown(cleanup: Cleanup): () => void {
	install();
	cleanups.add(cleanup);
	return () => cleanups.delete(cleanup);
}

/** Undoes everything registered and ends the process. */
export async function shutDown(exitCode: number): Promise<never> {
	isShuttingDown = true;
	await Promise.allSettled([...cleanups].reverse().map(async (cleanup) => await cleanup.gently()));
	process.exit(exitCode);
}

/** From now on a signal is the ordinary way to end, not an interruption: the exit code is 0. */
export function expectSignal(): void {
	install();
	isExpected = true;
}

/** Whether a signal has arrived: failures from here on are consequences, not news. */
export function isEnding(): boolean {
	return isShuttingDown;
}

function install(): void {
	if (isInstalled) return;
	isInstalled = true;
	let firstAt = Infinity;
	for (const [signal, code] of Object.entries(SIGNALS)) {
		process.on(signal, () => {
			const exitCode = isExpected ? 0 : code;
			if (Date.now() - firstAt > ECHO_MS) process.exit(exitCode);
			if (isShuttingDown) return;
			firstAt = Date.now();
			void shutDown(exitCode);
		});
	}
	process.on('exit', () => {
		for (const cleanup of cleanups) cleanup.now();
	});
}
