const INTERVAL_MS = 10_000;

/**
 * Prints what is being done, every ten seconds how far it is, and at the end how long it took.
 * `work` may tell how far it is; only the last that it has told is printed.
 */
export async function during<Result>(
	title: string,
	work: (tell: (text: string) => void) => Promise<Result>,
): Promise<Result> {
	const started = Date.now();
	const elapsed = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
	let told = '';
	console.log(`${title}…`);
	const timer = setInterval(() => console.log(`  ${elapsed()}  ${told}`.trimEnd()), INTERVAL_MS);
	try {
		const result = await work((text) => (told = text));
		console.log(`✓ ${title} (${elapsed()})`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
