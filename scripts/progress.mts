const INTERVAL_MS = 10_000;

/**
 * Prints what is being done, every ten seconds how far it has got, and at the end how long it took.
 * `work` may report how far it is; only its last report is printed.
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
