import { BUSY_SHOP } from '../support/busy-shop.mts';
import { startTestN8n, type TestN8nAddress } from '../support/n8n.mts';
import packPackage from '../support/packed.mts';
import { inject, provide } from '../support/provided.mts';
import { atEnd } from '../support/teardown.mts';

declare module '../support/provided.mts' {
	export interface ProvidedContext {
		/** The one n8n of a suite: `new TestN8n(inject('n8n'))`. */
		n8n: TestN8nAddress;
	}
}

/** Packs the package and starts one n8n with it for all files of the suite. */
export default async function setUp(): Promise<void> {
	await packPackage();
	const n8n = await startTestN8n({
		tarball: inject('tarball'),
		env: {
			// Everything that can be logged is, since none of it may hold a secret.
			N8N_LOG_LEVEL: 'debug',
			// Some tests send thousands.
			...BUSY_SHOP,
		},
	});
	atEnd(n8n.stop);
	provide('n8n', n8n.address);
}
