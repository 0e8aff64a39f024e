import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/v4-mini';

import {
	checkoutItem,
	FIELD_NOTES,
	lineItemItem,
	paymentItem,
} from '../../../nodes/Ecom360/item/item.schema';
import { Checked, Delivered, Forwarded } from '../../../nodes/Ecom360/actions/event/results';
import { fieldsPage, storedFieldsPage } from '../../../scripts/field-tables.mts';
import { outputSchemas } from '../../../scripts/output-schemas.mts';
import { textOf } from '../../support/fixtures.mts';

/** Every field that holds a value, by its path: those of objects, and of the rows of a list. */
function leaves(schema: z.core.$ZodType, path: string): Array<[string, z.core.$ZodType]> {
	const { def } = (schema as z.core.$ZodTypes)._zod;
	if (def.type === 'object') {
		return Object.entries(def.shape).flatMap(([key, field]) => leaves(field, `${path}.${key}`));
	}
	return [[path, schema]];
}

const fields = [checkoutItem, lineItemItem.shape.lineItem._zod.def.innerType, paymentItem].flatMap(
	(item, index) => leaves(item, ['checkout', 'lineItem', 'payment'][index] ?? ''),
);

/** The same of what the action node puts out, as the page writes it: the answer stays one field. */
const results = [Delivered, Forwarded, Checked].flatMap(({ shape }) =>
	Object.entries(shape).flatMap(([key, field]) =>
		key === 'body' ? [key] : leaves(field, key).map(([path]) => path),
	),
);

describe('docs/fields.md', () => {
	it.each([...new Set(results)])('explains %s of the action node', (path) => {
		const [, section = ''] = storedFieldsPage().split("## The action node's item");
		expect(section).toContain(`\`${path}\``);
	});

	it('is what `npm run generate` writes', () => {
		expect(storedFieldsPage()).toBe(fieldsPage());
	});

	it.each(fields)('has a row for %s, with an example that the field may have', (_, schema) => {
		const notes = FIELD_NOTES.get(schema);
		expect(notes?.meaning).toMatch(/\w/);
		if (notes?.example !== undefined) {
			expect(z.safeParse(schema, notes.example)).toMatchObject({ success: true });
		}
	});
});

it.each(outputSchemas())('is what `npm run generate` writes: $file', ({ file, text }) => {
	expect(textOf(file)).toBe(text);
});
