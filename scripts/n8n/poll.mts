import pRetry from 'p-retry';

const INTERVAL_MS = 200;

/** Asks again and again until there is an answer; `what` completes "Waited 30 s for …". */
export async function poll<Answer>(
	what: () => string,
	timeoutMs: number,
	ask: () => Promise<Answer | undefined>,
): Promise<Answer> {
	const nothingYet = new Error('nothing yet');
	const askOnce = async (): Promise<Answer> => {
		const answer = await ask();
		if (answer === undefined) throw nothingYet;
		return answer;
	};
	try {
		return await pRetry(askOnce, {
			retries: Infinity,
			factor: 1,
			minTimeout: INTERVAL_MS,
			maxRetryTime: timeoutMs,
			// What `ask` itself throws will not get better.
			shouldRetry: ({ error }) => error === nothingYet,
		});
	} catch (error) {
		if (error !== nothingYet) throw error;
		throw new Error(`Waited ${timeoutMs / 1000} s for ${what()}`);
	}
}
