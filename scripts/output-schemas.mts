import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as z from 'zod/v4-mini';

import { Checked, Delivered, Forwarded } from '../nodes/Ecom360/actions/event/results.ts';

/** n8n looks for `__schema__/v<version>/<resource>/<operation>.json` beside the built node. */
const FOLDER = fileURLToPath(new URL('../nodes/Ecom360/__schema__/v1.0.0/event/', import.meta.url));
const RESULTS = { check: Checked, sendFromItem: Forwarded, sendTest: Delivered };

/**
 * Each operation's schema file and the text that it should hold: what n8n's editor shows of the
 * action's output before it has run.
 */
export function outputSchemas(): Array<{ file: string; text: string }> {
	return Object.entries(RESULTS).map(([operation, schema]) => ({
		file: join(FOLDER, `${operation}.json`),
		text: `${JSON.stringify(simple(z.toJSONSchema(schema)), null, '\t')}\n`,
	}));
}

/**
 * The little of JSON Schema that n8n's editor reads. Of several types, the first is shown: an answer
 * is our trigger's, and a number is one even where it may be missing.
 */
function simple(schema: z.core.JSONSchema._JSONSchema): object {
	if (typeof schema === 'boolean') return {};
	const [first] = schema.anyOf ?? [];
	if (first) return simple(first);
	const { type, properties } = schema;
	if (!properties) return { type };
	const fields = Object.entries(properties).map(([name, field]) => [name, simple(field)] as const);
	return { type, properties: Object.fromEntries(fields) };
}
