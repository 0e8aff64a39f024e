import { DefaultReporter, type Test, type TestCaseResult } from '@jest/reporters';

const SYMBOLS: Partial<Record<TestCaseResult['status'], string>> = { passed: '✓', failed: '✕' };

/** Jest's reporter; with `--verbose` it also says of each test when it ends how it went. */
export default class ProgressReporter extends DefaultReporter {
	override onTestCaseResult(test: Test, result: TestCaseResult): void {
		super.onTestCaseResult(test, result);
		if (!this._globalConfig.verbose) return;
		const { status, fullName, duration } = result;
		const took = duration ? ` (${(duration / 1000).toFixed(1)} s)` : '';
		this.log(`  ${SYMBOLS[status] ?? '○'} ${fullName}${took}`);
	}
}
