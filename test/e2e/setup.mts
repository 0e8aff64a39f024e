import type { TestProject } from 'vitest/node';

import { startTestN8n, type TestN8nAddress } from '../support/n8n.mts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** The one n8n of a suite: `new TestN8n(inject('n8n'))`. */
		n8n: TestN8nAddress;
	}
}

/** Starts one n8n for all files of a suite; runs after `packed.mts`. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const { tarball } = project.getProvidedContext();
	const n8n = await startTestN8n({
		tarball,
		env: {
			// Everything that can be logged is, since nothing of it may hold a secret.
			N8N_LOG_LEVEL: 'debug',
			// What the README advises for many requests: some tests send thousands.
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		},
	});
	project.provide('n8n', n8n.address);
	return n8n.stop;
}
