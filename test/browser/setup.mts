import { N8nApi, testOwner, type Owner } from '../../scripts/n8n/api.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import packPackage from '../support/packed.mts';
import { inject, provide } from '../support/provided.mts';
import { atEnd } from '../support/teardown.mts';
import { findChromium } from './chromium.mts';

/** What the browser suite's files share: an n8n with the package, its owner, and nothing in it. */
export interface Shop {
	url: string;
	owner: Owner;
	/** The program to open it with. */
	chromium: string;
}

declare module '../support/provided.mts' {
	export interface ProvidedContext {
		shop: Shop;
	}
}

/** Packs the package, finds a browser, and starts one n8n for all files of the suite. */
export default async function setUp(): Promise<void> {
	await packPackage();
	const chromium = await findChromium();
	const n8n = await startN8n({ tarball: inject('tarball') });
	atEnd(async () => await n8n.stop());
	await new N8nApi(n8n).setUpOwner();
	provide('shop', { url: n8n.url, owner: testOwner, chromium });
}
