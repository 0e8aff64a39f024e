import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { parsePhone } from '../../nodes/Ecom360/checkout/phone.ts';
import { bundleModules } from '../../scripts/bundle.cjs';

const require = createRequire(import.meta.url);

/** The phone reader as the package bundles it, where its library is cut down. */
export async function bundledParsePhone(): Promise<typeof parsePhone> {
	const outdir = await mkdtemp(join(tmpdir(), 'ecom360-phone-'));
	try {
		const entryPoints = { phone: 'nodes/Ecom360/checkout/phone.ts' };
		await bundleModules({ entryPoints, outdir });
		const bundled = require(join(outdir, 'phone.js')) as { parsePhone: typeof parsePhone };
		return bundled.parsePhone;
	} finally {
		await rm(outdir, { recursive: true, force: true });
	}
}

/** A mobile number of each country, in its national form, as libphonenumber has them. */
export async function mobileNumbers(): Promise<Array<[country: string, national: string]>> {
	const file = require.resolve('libphonenumber-js/examples.mobile.json');
	return Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, string>);
}
