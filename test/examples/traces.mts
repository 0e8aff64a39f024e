import type { RestSession } from '../../scripts/n8n/rest.mts';
import {
	addRows,
	makeTable,
	tableRows,
	tablesOfExamples,
	type Columns,
	type Row,
} from './tables.mts';

/** By what the tables know somebody. */
export interface Known {
	phone?: string;
	email?: string;
}

/** Columns that say how old a row is. */
const DATES = ['abandoned_at', 'planned_at', 'at', 'ordered_at'];

/** What is left of shoppers in every table that the examples make, and in one that nobody knows of yet. */
export class Traces {
	readonly #tables = new Map<string, Columns>();

	private constructor(readonly rest: RestSession) {}

	/** Makes the tables that say anything about shoppers. */
	static async start(rest: RestSession): Promise<Traces> {
		const traces = new Traces(rest);
		const later: Columns = { phone: 'string', email: 'string', at: 'date' };
		for (const [name, columns] of tablesOfExamples().set('ecom360_later', later)) {
			if (!('phone' in columns) && !('email' in columns)) continue;
			traces.#tables.set(name, columns);
			await makeTable(rest, name, columns);
		}
		return traces;
	}

	get tables(): string[] {
		return [...this.#tables.keys()];
	}

	/** In how many tables a row has such a column. */
	countWith(column: keyof Known): number {
		return [...this.#tables.values()].filter((columns) => column in columns).length;
	}

	async add(table: string, rows: Row[]): Promise<void> {
		await addRows(this.rest, table, rows);
	}

	/** Adds a row to every table that can hold one, as the examples write it. */
	async leave({ phone, email }: Known, at = new Date()): Promise<void> {
		const added = [...this.#tables].map(async ([name, columns]) => {
			if (!(phone && 'phone' in columns) && !(email && 'email' in columns)) return;
			const date = DATES.find((column) => column in columns);
			const written = phone && name === 'ecom360_log' ? `+${phone}` : phone;
			const row = {
				...('phone' in columns && { phone: written }),
				...('email' in columns && { email }),
				...(date && { [date]: at.toISOString() }),
			};
			await this.add(name, [row]);
		});
		await Promise.all(added);
	}

	/** The tables in which something about a shopper is, once for each row. */
	async of({ phone, email }: Known): Promise<string[]> {
		const isTheirs = (row: Row): boolean => {
			const hasPhone = phone !== undefined && [phone, `+${phone}`].includes(String(row['phone']));
			return hasPhone || (email !== undefined && row['email'] === email);
		};
		const found = this.tables.map(async (name) => {
			const rows = await tableRows(this.rest, name);
			return rows.filter(isTheirs).map(() => name);
		});
		return (await Promise.all(found)).flat();
	}
}
