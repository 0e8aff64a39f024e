import { TestEnvironment } from 'jest-environment-node';

import { listenForSignals, SHUTDOWN } from '../../scripts/n8n/shutdown.mts';

/** What a file's `afterEach` can read of the test that ran: its name, if it failed. */
export interface FailedTest {
	failedTest?: string;
}

/** What the files of a suite on a real n8n need that Jest does not give them. */
export default class N8nEnvironment extends TestEnvironment {
	/**
	 * Jest's files have a copy of `process`, which no signal reaches. What they register to be undone
	 * on a Ctrl-C is kept with what the suite's setup registered, out here.
	 */
	override async setup(): Promise<void> {
		await super.setup();
		listenForSignals();
		Object.assign(this.global, { [SHUTDOWN]: Reflect.get(globalThis, SHUTDOWN) });
	}

	/** Tells a file which of its tests failed. */
	handleTestEvent(event: { name: string; test?: { name: string } }): void {
		if (event.name === 'test_start') delete this.global['failedTest'];
		if (event.name === 'test_fn_failure') this.global['failedTest'] = event.test?.name;
	}
}
