import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 200;

/** Asks again and again until there is an answer; `what` completes "Waited 30 s for …". */
export async function poll<Answer>(
	what: () => string,
	timeoutMs: number,
	ask: () => Promise<Answer | undefined>,
): Promise<Answer> {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() >= end) throw new Error(`Waited ${timeoutMs / 1000} s for ${what()}`);
		await sleep(INTERVAL_MS);
	}
}
