interface TestEnd {
	status: string;
	fullName: string;
	duration?: number | null;
}

const SYMBOLS: Record<string, string> = { passed: '✓', failed: '✕' };

/** Beside Jest's own reporter: with `--verbose`, says how each test went as soon as it ends. */
export default class ProgressReporter {
	readonly #isVerbose: boolean;

	constructor({ verbose }: { verbose?: boolean }) {
		this.#isVerbose = verbose === true;
	}

	onTestCaseResult(_: unknown, { status, fullName, duration }: TestEnd): void {
		if (!this.#isVerbose) return;
		const took = duration ? ` (${(duration / 1000).toFixed(1)} s)` : '';
		process.stderr.write(`  ${SYMBOLS[status] ?? '○'} ${fullName}${took}\n`);
	}
}
