import { TestEnvironment } from 'jest-environment-node';

/** What a file's `afterEach` can read of the test that ran: its name, if it failed. */
export interface FailedTest {
	failedTest?: string;
}

type Listener = (...args: unknown[]) => void;

/** What the files of a suite on a real n8n need that Jest does not give them. */
export default class N8nEnvironment extends TestEnvironment {
	readonly #listeners: Array<[event: string, listener: Listener]> = [];

	/**
	 * Jest's files have a copy of `process` that no event reaches. What stops n8n on a Ctrl-C, and
	 * when Jest exits, is registered with the real one.
	 */
	override async setup(): Promise<void> {
		await super.setup();
		const on = (event: string, listener: Listener): void => {
			this.#listeners.push([event, listener]);
			process.on(event, listener);
		};
		Object.assign(this.global.process, { on });
	}

	override async teardown(): Promise<void> {
		for (const [event, listener] of this.#listeners) process.off(event, listener);
		await super.teardown();
	}

	/** Tells a file which of its tests failed. */
	handleTestEvent(event: { name: string; test?: { name: string } }): void {
		if (event.name === 'test_start') delete this.global['failedTest'];
		if (event.name === 'test_fn_failure') this.global['failedTest'] = event.test?.name;
	}
}
