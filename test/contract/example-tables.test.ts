import { expect, it } from '@jest/globals';

import { readExample } from '../examples/example.mts';
import { kitNames } from '../examples/kit-files.mts';

interface TableParameters {
	tableName?: string;
	columns: { column: Array<{ name: string; type: string }> };
}

/** The columns with which each example makes a table: table → example → columns. */
function tables(): Map<string, Map<string, string[]>> {
	const found = new Map<string, Map<string, string[]>>();
	for (const example of kitNames()) {
		for (const { parameters } of readExample(example).nodes) {
			const { tableName, columns } = parameters as unknown as TableParameters;
			if (tableName === undefined) continue;
			const makers = found.get(tableName) ?? new Map<string, string[]>();
			const listed = columns.column.map(({ name, type }) => `${name}: ${type}`).sort();
			found.set(tableName, makers.set(example, listed));
		}
	}
	return found;
}

// Whichever example is published first makes the table for all of them.
it.each([...tables()])('%s has the same columns, whoever makes it', (_, makers) => {
	const [[, first] = []] = makers;
	for (const columns of makers.values()) expect(columns).toEqual(first);
});
