import { z } from 'zod';

import { poll } from '../../scripts/n8n/poll.mts';
import type { RestSession } from '../../scripts/n8n/rest.mts';
import { exampleNames, readExample } from './example.mts';

// For a machine that is busy with other things.
const TIMEOUT_MS = 150_000;

const listed = z.object({
	data: z.array(z.object({ id: z.string(), name: z.string(), projectId: z.string() })),
});
type Table = z.output<typeof listed>['data'][number];
const rows = z.object({ data: z.array(z.record(z.unknown())) });
const personal = z.object({ id: z.string() });

export type Row = z.output<typeof rows>['data'][number];
/** A data table's columns: name → type. */
export type Columns = Record<string, 'string' | 'number' | 'boolean' | 'date'>;

/** Where mails go to and come from, as rows of `ecom360_settings`. */
export const ADDRESSES: Row[] = [
	{ name: 'team_email', value: 'team@example.com' },
	{ name: 'sender_email', value: 'shop@example.com' },
];

interface TableParameters {
	tableName?: string;
	columns: { column: Array<{ name: string; type: Columns[string] }> };
}

/** The tables that the kit makes, by what follows `ecom360_`. */
export const COLUMNS: ReadonlyMap<string, Columns> = new Map(
	exampleNames()
		.flatMap((example) => readExample(example).nodes)
		.map(({ parameters }) => parameters as unknown as TableParameters)
		.filter(({ tableName }) => tableName !== undefined)
		.map(({ tableName = '', columns: { column } }) => [
			tableName.replace('ecom360_', ''),
			Object.fromEntries(column.map(({ name, type }) => [name, type])),
		]),
);

/** n8n's data tables of the kit, by what follows `ecom360_`, changed as their owner does by hand. */
export class Tables {
	constructor(readonly rest: RestSession) {}

	/** Makes a table; by default with the columns with which the kit makes it. */
	async make(name: string, columns = COLUMNS.get(name) ?? {}): Promise<void> {
		const project = await this.rest.call('GET', '/projects/personal', personal);
		const typed = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
		const table = { name: `ecom360_${name}`, columns: typed };
		await this.rest.call('POST', `/projects/${project.id}/data-tables`, z.unknown(), table);
	}

	/** All rows; none while there is no such table. */
	async rows(name: string): Promise<Row[]> {
		const table = await this.#find(name);
		if (!table) return [];
		return (await this.rest.call('GET', `${pathOf(table)}/rows?take=100`, rows)).data;
	}

	async add(name: string, ...data: Row[]): Promise<void> {
		const path = `${pathOf(await this.#get(name))}/insert`;
		await this.rest.call('POST', path, z.unknown(), { data });
	}

	/** Changes the rows in which a column holds a value. */
	async change(name: string, [columnName, value]: [string, string], data: Row): Promise<void> {
		const filter = { type: 'and', filters: [{ columnName, condition: 'eq', value }] };
		const path = `${pathOf(await this.#get(name))}/rows`;
		await this.rest.call('PATCH', path, z.unknown(), { filter, data });
	}

	/** Waits for a row in which all of these values are; returns the newest such row. */
	async waitFor(name: string, values: Row): Promise<Row> {
		let seen: Row[] = [];
		const [[column = '', value] = []] = Object.entries(values);
		// Those of other tests would hide it.
		const similar = () => seen.filter((row) => row[column] === value);
		const what = () => `a row ${JSON.stringify(values)}, and saw ${JSON.stringify(similar())}`;
		return await poll(what, TIMEOUT_MS, async () => {
			seen = await this.rows(name);
			const isIt = (row: Row) => Object.entries(values).every(([key, is]) => row[key] === is);
			return seen.findLast(isIt);
		});
	}

	/** By what n8n knows a table, in the names of its database, too. */
	async id(name: string): Promise<string> {
		return (await this.#get(name)).id;
	}

	async #get(name: string): Promise<Table> {
		const table = await this.#find(name);
		if (!table) throw new Error(`There is no table ecom360_${name}.`);
		return table;
	}

	async #find(name: string): Promise<Table | undefined> {
		const { data } = await this.rest.call('GET', '/data-tables-global?take=100', listed);
		return data.find((table) => table.name === `ecom360_${name}`);
	}
}

function pathOf({ id, projectId }: Table): string {
	return `/projects/${projectId}/data-tables/${id}`;
}
