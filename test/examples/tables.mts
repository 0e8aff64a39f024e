import { z } from 'zod';

import { poll } from '../../scripts/n8n/poll.mts';
import type { RestSession } from '../../scripts/n8n/rest.mts';

// For a machine that is busy with other things.
const TIMEOUT_MS = 150_000;

const tables = z.object({
	data: z.array(z.object({ id: z.string(), name: z.string(), projectId: z.string() })),
});
const rows = z.object({ data: z.array(z.record(z.unknown())) });
export type Row = z.output<typeof rows>['data'][number];

/** All rows of one of n8n's data tables; none while there is no such table. */
export async function tableRows(rest: RestSession, name: string): Promise<Row[]> {
	const path = await pathOf(rest, name);
	return path ? (await rest.call('GET', `${path}/rows?take=100`, rows)).data : [];
}

/** Adds a row to a table, as its owner does by hand. */
export async function addRow(rest: RestSession, name: string, row: Row): Promise<void> {
	await addRows(rest, name, [row]);
}

/** The same for several. */
export async function addRows(rest: RestSession, name: string, data: Row[]): Promise<void> {
	await rest.call('POST', `${await existing(rest, name)}/insert`, z.unknown(), { data });
}

/** Changes the rows in which a column holds a value, as their owner does by hand. */
export async function changeRows(
	rest: RestSession,
	name: string,
	[columnName, value]: [string, string],
	data: Row,
): Promise<void> {
	const filter = { type: 'and', filters: [{ columnName, condition: 'eq', value }] };
	const path = `${await existing(rest, name)}/rows`;
	await rest.call('PATCH', path, z.unknown(), { filter, data });
}

/** Where a table is that has to be there. */
async function existing(rest: RestSession, name: string): Promise<string> {
	const path = await pathOf(rest, name);
	if (!path) throw new Error(`There is no table ${name}.`);
	return path;
}

async function pathOf(rest: RestSession, name: string): Promise<string | undefined> {
	const table = await tableOf(rest, name);
	return table && `/projects/${table.projectId}/data-tables/${table.id}`;
}

/** By what n8n knows a table, in the names of its database, too. */
export async function tableId(rest: RestSession, name: string): Promise<string> {
	const { id } = (await tableOf(rest, name)) ?? {};
	if (id === undefined) throw new Error(`There is no table ${name}.`);
	return id;
}

async function tableOf(
	rest: RestSession,
	name: string,
): Promise<z.output<typeof tables>['data'][number] | undefined> {
	const { data } = await rest.call('GET', '/data-tables-global?take=100', tables);
	return data.find((candidate) => candidate.name === name);
}

/** Waits for a row in which all of these values are; returns the newest such row. */
export async function waitForRow(rest: RestSession, name: string, values: Row): Promise<Row> {
	let seen: Row[] = [];
	const [[column = '', value] = []] = Object.entries(values);
	// Those of other tests would hide it.
	const similar = () => seen.filter((row) => row[column] === value);
	const what = () => `a row ${JSON.stringify(values)}, and saw ${JSON.stringify(similar())}`;
	return await poll(what, TIMEOUT_MS, async () => {
		seen = await tableRows(rest, name);
		const isIt = (row: Row) => Object.entries(values).every(([key, value]) => row[key] === value);
		return seen.findLast(isIt);
	});
}

const personal = z.object({ id: z.string() });

/** A data table's columns: name → type. */
export type Columns = Record<string, 'string' | 'number' | 'boolean' | 'date'>;

/** Makes a data table, as an owner does by hand. */
export async function makeTable(rest: RestSession, name: string, columns: Columns): Promise<void> {
	const project = await rest.call('GET', '/projects/personal', personal);
	const listed = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
	const table = { name, columns: listed };
	await rest.call('POST', `/projects/${project.id}/data-tables`, z.unknown(), table);
}
