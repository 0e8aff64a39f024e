import type { TestProject } from 'vitest/node';

import { N8nApi, testOwner, type Owner } from '../../scripts/n8n/api.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import { findChromium } from './chromium.mts';

/** What the browser suite's files share: an n8n with the package, its owner, and nothing in it. */
export interface Shop {
	url: string;
	owner: Owner;
	/** The program to open it with. */
	chromium: string;
}

declare module 'vitest' {
	export interface ProvidedContext {
		shop: Shop;
	}
}

/** Finds a browser and starts one n8n for all files of the suite; runs after `packed.mts`. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const chromium = await findChromium();
	const { tarball } = project.getProvidedContext();
	const n8n = await startN8n({ tarball });
	try {
		await new N8nApi(n8n).setUpOwner();
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	project.provide('shop', { url: n8n.url, owner: testOwner, chromium });
	return async () => await n8n.stop();
}
