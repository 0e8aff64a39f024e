import type { TestProject } from 'vitest/node';

import { packProject } from '../../scripts/n8n/pack.mts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** The packed package, as the registry would hold it. */
		tarball: string;
	}
}

/** Builds and packs the package once for a suite that installs it into a real n8n. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const packed = await packProject();
	project.provide('tarball', packed.tarball);
	return packed.remove;
}
