// Writes the files that are made from the node's own code: its output schemas, the field tables of
// docs/fields.md, and the sample items that the examples pin. Tests compare each with its source.
import { isDeepStrictEqual } from 'node:util';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

import { inOwnHome } from './embedded/home.mts';
import type { PinnedWorkflow } from './example-pins.mts';
import { FIELDS_PAGE, fieldsPage } from './field-tables.mts';
import { buildProject } from './n8n/pack.mts';
import { outputSchemas } from './output-schemas.mts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const EXAMPLES = `${PROJECT}examples/`;

writeFileSync(FIELDS_PAGE, fieldsPage());
for (const { file, text } of outputSchemas()) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}
await buildProject();
await inOwnHome(async () => {
	const { loadNodes, nodeOf } = await import('./embedded/context.mts');
	const { examplePins, sampleCartItems } = await import('./example-pins.mts');
	const nodeType = nodeOf(await loadNodes(PROJECT));
	for (const name of readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'))) {
		const example = JSON.parse(readFileSync(EXAMPLES + name, 'utf8')) as PinnedWorkflow;
		const pinData = { ...example.pinData, ...(await examplePins(nodeType, example)) };
		// A rewritten file would lose its short lines.
		if (isDeepStrictEqual(pinData, example.pinData)) continue;
		await writeJson(EXAMPLES + name, { ...example, pinData });
	}
	await writeJson(`${PROJECT}docs/sample-cart.json`, await sampleCartItems(nodeType));
});

async function writeJson(file: string, value: unknown): Promise<void> {
	const style = { ...(await resolveConfig(file)), parser: 'json' };
	writeFileSync(file, await format(JSON.stringify(value, null, '\t'), style));
}
