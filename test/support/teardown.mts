const cleanups: Array<() => Promise<void>> = [];

/** Registers what a suite's setup has to undo when the suite has ended. */
export function atEnd(cleanup: () => Promise<void>): void {
	cleanups.push(cleanup);
}

/** Undoes everything that was set up, the last first. */
export default async function tearDown(): Promise<void> {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}
