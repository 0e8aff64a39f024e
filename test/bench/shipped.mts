import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type * as checkout from '../../nodes/Ecom360/checkout/checkout.ts';
import type * as deliveries from '../../nodes/Ecom360/trigger/recent-deliveries.ts';
import type * as delivery from '../../nodes/Ecom360/webhook/delivery.ts';
import type * as eligibility from '../../nodes/Ecom360/trigger/filters.ts';
import type * as envelope from '../../nodes/Ecom360/payload/envelope.ts';
import type * as item from '../../nodes/Ecom360/trigger/items.ts';
import type * as body from '../../nodes/Ecom360/webhook/body.ts';
import type * as receive from '../../nodes/Ecom360/trigger/receive.ts';
import type * as settings from '../../nodes/Ecom360/trigger/settings.ts';
import type * as signature from '../../nodes/Ecom360/webhook/signature.ts';
import type * as signatureHeader from '../../nodes/Ecom360/webhook/signature-header.ts';
import type * as whatsapp from '../../nodes/Ecom360/checkout/whatsapp-texts.ts';
import { bundlePackage } from '../../scripts/bundle.cjs';

const project = fileURLToPath(new URL('../..', import.meta.url));

const MODULES = [
	...[
		'checkout/checkout',
		'payload/envelope',
		'webhook/body',
		'trigger/filters',
		'trigger/items',
		'trigger/receive',
	],
	...['trigger/recent-deliveries', 'trigger/settings', 'checkout/whatsapp-texts'],
	...['webhook/delivery', 'webhook/signature', 'webhook/signature-header'],
];
const EXPORTS = MODULES.map((name) => `export * from './${name}';`).join('\n');

/** The node's modules, bundled like the published package: what is measured is what ships. */
export type Shipped = typeof checkout &
	typeof deliveries &
	typeof delivery &
	typeof eligibility &
	typeof envelope &
	typeof item &
	typeof body &
	typeof receive &
	typeof settings &
	typeof signature &
	typeof signatureHeader &
	typeof whatsapp;

/** Loads them from a folder of their own, which is removed at once. */
export async function loadShipped(): Promise<Shipped> {
	const outdir = await mkdtemp(join(project, 'node_modules', '.shipped-'));
	try {
		const resolveDir = join(project, 'nodes/Ecom360');
		await bundlePackage({
			entryPoints: [],
			outdir,
			stdin: { contents: EXPORTS, resolveDir, loader: 'ts' },
		});
		return createRequire(import.meta.url)(join(outdir, 'stdin.js')) as Shipped;
	} finally {
		await rm(outdir, { recursive: true });
	}
}
