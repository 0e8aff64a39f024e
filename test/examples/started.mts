import { afterAll, beforeAll } from '@jest/globals';

import { ExampleN8n } from './n8n.mts';

/** Starts an n8n before the tests of a file, and stops it after them; `setUp` gets it in between. */
export function withN8n(setUp: (host: ExampleN8n) => Promise<void> | void): void {
	let host: ExampleN8n | undefined;
	beforeAll(async () => {
		host = await ExampleN8n.start();
		await setUp(host);
	});
	afterAll(async () => await host?.stop());
}
