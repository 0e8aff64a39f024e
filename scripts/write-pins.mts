import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

import { inOwnHome } from './embedded/home.mts';
import type { PinnedWorkflow } from './example-pins.mts';
import { buildProject } from './n8n/pack.mts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = `${PROJECT}examples/`;
const SAMPLE_CART = `${PROJECT}docs/sample-cart.json`;

await buildProject();
await inOwnHome(async () => {
	const { loadNodes, nodeOf } = await import('./embedded/package.mts');
	const { examplePins, sampleCartItems } = await import('./example-pins.mts');
	const nodeType = nodeOf(await loadNodes(PROJECT));
	const style = await resolveConfig(`${FOLDER}example.json`);
	for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.json'))) {
		const example = JSON.parse(readFileSync(FOLDER + name, 'utf8')) as PinnedWorkflow;
		const pinData = { ...example.pinData, ...(await examplePins(nodeType, example)) };
		const text = JSON.stringify({ ...example, pinData }, null, '\t');
		writeFileSync(FOLDER + name, await format(text, { ...style, parser: 'json' }));
	}
	const text = JSON.stringify(await sampleCartItems(nodeType));
	writeFileSync(SAMPLE_CART, await format(text, { ...style, parser: 'json' }));
});
