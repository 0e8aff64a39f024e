import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 50;
const TIMEOUT_MS = 10_000;

/** Repeats an assertion until it holds; after ten seconds, fails as it did last. */
export async function eventually(assertion: () => Promise<void>): Promise<void> {
	const end = Date.now() + TIMEOUT_MS;
	for (;;) {
		try {
			return await assertion();
		} catch (error) {
			if (Date.now() > end) throw error;
			await sleep(INTERVAL_MS);
		}
	}
}
