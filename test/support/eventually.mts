import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 50;
const TIMEOUT_MS = 10_000;

/** Asserts again and again until it holds; fails as it does last, after ten seconds. */
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
