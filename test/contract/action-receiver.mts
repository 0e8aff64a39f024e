import { afterAll, beforeAll, beforeEach } from '@jest/globals';

import { startStub, type Stub } from '../support/stub.mts';

/** Where the action node sends to in one test file. */
export interface ActionReceiver {
	readonly stub: Stub;
	/** Parameters of a *Send Test* to it. */
	aTest: (more?: object) => { operation: string; url: string };
}

/** Starts a receiver for a test file, which accepts everything until a test says otherwise. */
export function useActionReceiver(): ActionReceiver {
	let stub: Stub;
	beforeAll(async () => {
		stub = await startStub();
	});
	beforeEach(() => {
		stub.requests.length = 0;
		stub.respond = () => ({ body: { status: 'accepted', id: 'd1' } });
	});
	afterAll(async () => await stub.stop());
	return {
		// Read anew each time: there is none before the file's tests begin.
		get stub() {
			return stub;
		},
		aTest: (more = {}) => ({ operation: 'sendTest', url: `${stub.url}/webhook`, ...more }),
	};
}
