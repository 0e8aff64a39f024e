import type { RestSession } from '../../scripts/n8n/rest.mts';
import {
	addRows,
	makeTable,
	tableRows,
	tablesOfExamples,
	type Columns,
	type Row,
} from './tables.mts';

/** By what the tables know somebody: the digits of a phone number, an e-mail address. */
export interface Known {
	phone?: string;
	email?: string;
}

/** What is left of shoppers in every table that the examples make, and in one that nobody knows of yet. */
export class Traces {
	readonly #tables = new Map<string, Columns>();

	private constructor(readonly rest: RestSession) {}

	/** Makes the tables that say anything about shoppers. */
	static async start(rest: RestSession): Promise<Traces> {
		const traces = new Traces(rest);
		const later: Columns = { phone: 'string', email: 'string', at: 'date' };
		for (const [name, columns] of tablesOfExamples().set('ecom360_later', later)) {
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

	/** Adds a row to every table that can hold one, as the examples write it. */
	async leave({ phone, email }: Known): Promise<void> {
		const known = {
			...(phone && { phone: `+${phone}` }),
			...(email && { email, cart: JSON.stringify({ email, step: 1 }) }),
			key: phone ? `+${phone}` : email,
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
		const isTheirs = (row: Row): boolean => {
			const phones = [row['phone'], row['key']].map((text) => String(text).replace('+', ''));
			const hasEmail = [row['email'], row['key']].includes(email);
			const isInCart = String(row['cart']).includes(`"${email}"`);
			return (phone !== undefined && phones.includes(phone)) || (!!email && (hasEmail || isInCart));
		};
		const found = this.tables.map(async (name) => {
			const rows = await tableRows(this.rest, name);
			return rows.filter(isTheirs).map(() => name);
		});
		return (await Promise.all(found)).flat();
	}
}
