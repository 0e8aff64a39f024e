import { TestEnvironment } from 'jest-environment-node';

/** What a file's `afterEach` can read of the test that ran: its name, if it failed. */
export interface FailedTest {
	failedTest?: string;
}

/** Tells a file which of its tests failed: Jest itself does not. */
export default class BrowserEnvironment extends TestEnvironment {
	handleTestEvent(event: { name: string; test?: { name: string } }): void {
		if (event.name === 'test_start') delete this.global['failedTest'];
		if (event.name === 'test_fn_failure') this.global['failedTest'] = event.test?.name;
	}
}
