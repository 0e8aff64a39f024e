import type { RestSession } from '../../scripts/n8n/rest.mts';
import { readExample } from './example.mts';
import { kitNames } from './kit-files.mts';
import { addRows, makeTable, tableRows, type Columns, type Row } from './tables.mts';

/** By what the tables know somebody: a phone number in E.164, an e-mail address. */
export interface Known {
	phone?: string;
	email?: string;
}

/** What is left of shoppers in every table that the kit makes, and in one of the owner's own. */
export class Traces {
	readonly #tables = new Map<string, Columns>();

	private constructor(readonly rest: RestSession) {}

	/** Makes the tables that say anything about shoppers. */
	static async start(rest: RestSession): Promise<Traces> {
		const traces = new Traces(rest);
		const own: Columns = { phone: 'string', email: 'string', at: 'date' };
		for (const [name, columns] of tablesOfKit().set('ecom360_own', own)) {
			if (!['phone', 'email', 'key'].some((column) => column in columns)) continue;
			traces.#tables.set(name, columns);
			await makeTable(rest, name, columns);
		}
		return traces;
	}

	get tables(): string[] {
		return [...this.#tables.keys()];
	}

	/** In how many tables a row can be about somebody of whom only this is known. */
	countWith(column: keyof Known): number {
		const columns = [...this.#tables.values()];
		return columns.filter((known) => column in known || 'key' in known).length;
	}

	async add(table: string, rows: Row[]): Promise<void> {
		await addRows(this.rest, table, rows);
	}

	/** Adds a row to every table that can hold one, as the kit writes it. */
	async leave({ phone, email }: Known): Promise<void> {
		const known: Row = {
			...(phone && { phone }),
			...(email && { email }),
			cart: JSON.stringify({ phone: phone ?? '', email: email ?? '' }),
			key: phone ?? email,
		};
		const added = [...this.#tables].map(async ([name, columns]) => {
			const row = Object.fromEntries(Object.entries(known).filter(([column]) => column in columns));
			const isAbout = ['phone', 'email', 'key'].some((column) => column in row);
			if (isAbout) await this.add(name, [row]);
		});
		await Promise.all(added);
	}

	/** The tables in which something about a shopper is, once for each row. */
	async of({ phone, email }: Known): Promise<string[]> {
		const known = [phone, email].filter((text) => text !== undefined);
		const isTheirs = (row: Row): boolean =>
			[row['phone'], row['email'], row['key']].some((text) => known.includes(String(text))) ||
			known.some((text) => String(row['cart']).includes(`"${text}"`));
		const found = this.tables.map(async (name) => {
			const rows = await tableRows(this.rest, name);
			return rows.filter(isTheirs).map(() => name);
		});
		return (await Promise.all(found)).flat();
	}
}

function tablesOfKit(): Map<string, Columns> {
	const parameters = kitNames().flatMap((name) =>
		readExample(name).nodes.map((node) => node.parameters as unknown as TableParameters),
	);
	const creations = parameters.filter(({ tableName }) => tableName !== undefined);
	return new Map(
		creations.map(({ tableName = '', columns }) => [
			tableName,
			Object.fromEntries(columns.column.map(({ name, type }) => [name, type])),
		]),
	);
}

interface TableParameters {
	tableName?: string;
	columns: { column: Array<{ name: string; type: Columns[string] }> };
}
