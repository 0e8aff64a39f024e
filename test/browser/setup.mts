import { existsSync } from 'node:fs';

import { N8nApi, testOwner, type Owner } from '../../scripts/n8n/api.mts';
import { installN8n } from '../../scripts/n8n/install.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import { installPackage } from '../support/debian.mts';
import packPackage from '../support/packed.mts';
import { inject, provide } from '../support/provided.mts';
import { atEnd } from '../support/teardown.mts';

/** What a worker's files share: an n8n with the package, its owner, and nothing in it. */
export interface Shop {
	url: string;
	owner: Owner;
	/** The program to open it with. */
	chromium: string;
}

declare module '../support/provided.mts' {
	export interface ProvidedContext {
		shops: Shop[];
	}
}

/** Packs the package, finds a browser, and starts an n8n for each worker. */
export default async function setUp({ maxWorkers }: { maxWorkers: number }): Promise<void> {
	await packPackage();
	const chromium = await findChromium();
	await installN8n();
	const starts = Array.from({ length: maxWorkers }, async () => await openShop(chromium));
	provide('shops', await Promise.all(starts));
}

async function openShop(chromium: string): Promise<Shop> {
	const n8n = await startN8n({ tarball: inject('tarball') });
	atEnd(async () => await n8n.stop());
	await new N8nApi(n8n).setUpOwner();
	return { url: n8n.url, owner: testOwner, chromium };
}

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium to drive: the one in CHROMIUM_PATH, else the system's, else Debian's package. */
async function findChromium(): Promise<string> {
	const { CHROMIUM_PATH: wanted } = process.env;
	if (wanted) {
		if (existsSync(wanted)) return wanted;
		throw new Error(`CHROMIUM_PATH is '${wanted}', and there is no such file.`);
	}
	const found = PLACES.find(existsSync);
	if (found !== undefined) return found;
	await installPackage('Chromium', 'chromium', ', or name the program in CHROMIUM_PATH');
	const installed = PLACES.find(existsSync);
	if (installed !== undefined) return installed;
	throw new Error(`apt-get installed none of ${PLACES.join(', ')}.`);
}
