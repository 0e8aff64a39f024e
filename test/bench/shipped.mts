import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';

import type * as checkout from '../../nodes/Ecom360/checkout/checkout.ts';
import type * as deliveries from '../../nodes/Ecom360/trigger/recent-deliveries.ts';
import type * as delivery from '../../nodes/Ecom360/webhook/delivery.ts';
import type * as eligibility from '../../nodes/Ecom360/trigger/filters.ts';
import type * as envelope from '../../nodes/Ecom360/schemas/envelope.schema.ts';
import type * as item from '../../nodes/Ecom360/trigger/items.ts';
import type * as json from '../../nodes/Ecom360/shared/json.ts';
import type * as receive from '../../nodes/Ecom360/trigger/receive.ts';
import type * as settings from '../../nodes/Ecom360/trigger/settings.ts';
import type * as signature from '../../nodes/Ecom360/webhook/signature.ts';
import type * as signatureHeader from '../../nodes/Ecom360/webhook/signature-header.ts';
import type * as whatsapp from '../../nodes/Ecom360/trigger/whatsapp-texts.ts';

const MODULES = [
	...[
		'checkout/checkout',
		'schemas/envelope.schema',
		'shared/json',
		'trigger/filters',
		'trigger/items',
		'trigger/receive',
	],
	...['trigger/recent-deliveries', 'trigger/settings', 'trigger/whatsapp-texts'],
	...['webhook/delivery', 'webhook/signature', 'webhook/signature-header'],
];

/** The node's modules, bundled as the published package is: what is measured is what ships. */
export type Shipped = typeof checkout &
	typeof deliveries &
	typeof delivery &
	typeof eligibility &
	typeof envelope &
	typeof item &
	typeof json &
	typeof receive &
	typeof settings &
	typeof signature &
	typeof signatureHeader &
	typeof whatsapp;

const { bundlePackage } = createRequire(import.meta.url)('../../scripts/bundle.cjs') as {
	bundlePackage: (options: object) => Promise<{ outputFiles: Array<{ text: string }> }>;
};

export async function loadShipped(): Promise<Shipped> {
	const nodes = fileURLToPath(new URL('../../nodes/Ecom360', import.meta.url));
	const contents = MODULES.map((name) => `export * from './${name}';`).join('\n');
	const { outputFiles } = await bundlePackage({
		entryPoints: [],
		stdin: { contents, resolveDir: nodes, loader: 'ts' },
		outbase: undefined,
		outdir: undefined,
		write: false,
	});
	const module = { exports: {} };
	const names = ['module', 'exports', 'require'];
	compileFunction(outputFiles[0]?.text ?? '', names, { filename: 'shipped.cjs' })(
		module,
		module.exports,
		createRequire(import.meta.url),
	);
	return module.exports as Shipped;
}
