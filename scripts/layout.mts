import { isObject } from '../nodes/Ecom360/shared/json.ts';

const VALUE_WIDTH = 100;

/**
 * Lays out an item for reading: one block per group, names aligned, one value a line.
 */
export function layOut(item: Record<string, unknown>): string[] {
	const groups = Object.entries(item).map(([group, value]) => ({ group, rows: rowsOf(value) }));
	const groupWidth = Math.max(...groups.map(({ group }) => group.length));
	const names = groups.flatMap(({ rows }) => rows.map(({ name }) => name.length));
	const nameWidth = Math.max(...names);
	return groups.flatMap(({ group, rows }) =>
		rows.map(({ name, value }, index) => {
			const label = (index === 0 ? group : '').padEnd(groupWidth);
			return `${label}  ${name && `${name.padEnd(nameWidth)}  `}${value}`.trimEnd();
		}),
	);
}

interface Row {
	name: string;
	value: string;
}

function rowsOf(value: unknown, name = ''): Row[] {
	if (Array.isArray(value)) {
		if (value.length === 0) return [{ name, value: 'none' }];
		return value.map((part, index) => ({ name: index === 0 ? name : '·', value: inline(part) }));
	}
	if (!isObject(value)) return [{ name, value: inline(value) }];
	const rows = Object.entries(value).flatMap(([key, part]) =>
		rowsOf(part, name === '' ? key : `${name}.${key}`),
	);
	return rows.length > 0 ? rows : [{ name, value: 'none' }];
}

function inline(value: unknown): string {
	if (value === null || value === undefined) return '–';
	if (!isObject(value)) return shorten(String(value));
	const known = Object.entries(value).filter(([, part]) => part !== null);
	return shorten(known.map(([key, part]) => `${key} ${inline(part)}`).join(', '));
}

function shorten(text: string): string {
	return text.length > VALUE_WIDTH ? `${text.slice(0, VALUE_WIDTH - 1)}…` : text;
}
