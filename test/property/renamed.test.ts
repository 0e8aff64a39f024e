import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/v4-mini';

import { amount, fold, isBlank, measure, text } from '../../nodes/Ecom360/payload/readers';
import type { JsonObject } from '../../nodes/Ecom360/shared/json';
import { part } from '../../nodes/Ecom360/payload/renamed';

const object = z.object({
	productId: z.transform(text),
	title: z.transform(text),
	price: z.transform(amount),
	weightGrams: z.transform(measure),
});
const SPELLINGS = ['productId', 'product_id', 'Title', 'TITLE', 'title', 'price', 'weight-grams'];
const STRANGERS = ['__proto__', 'constructor', 'toString', '', 'titles', 'x'.repeat(65)];

/** The plain way: keys renamed into a new object, which the z.object parses. */
function plainly(sent: JsonObject): unknown {
	const fields: JsonObject = {};
	for (const [key, value] of Object.entries(sent)) {
		const name = Object.keys(object.shape).find((wanted) => fold(wanted) === fold(key));
		if (name !== undefined && isBlank(fields[name])) fields[name] = value;
	}
	return z.parse(object, fields);
}

describe('part', () => {
	it('reads what z.object makes of the renamed keys', () => {
		const key = fc.constantFrom(...SPELLINGS, ...STRANGERS);
		const value = fc.oneof(
			fc.constantFrom('', ' ', null, '65.00', 'free', 0, -1, ' a '),
			fc.jsonValue({ maxDepth: 2 }),
		);
		const sent = fc.array(fc.tuple(key, value), { maxLength: 12 });
		fc.assert(
			fc.property(sent, (entries) => {
				const body = Object.fromEntries(entries) as JsonObject;
				expect(z.parse(part(object), body)).toEqual(plainly(body));
			}),
			{ numRuns: 1_000 },
		);
	});
});
