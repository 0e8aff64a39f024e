import { COLUMNS, type Row, type Tables } from './tables.mts';

/** By what the tables know somebody: a phone number in E.164, an e-mail address. */
export interface Known {
	phone?: string;
	email?: string;
}

/** The columns that say whom a row is about. */
const ABOUT = ['phone', 'email', 'key'];

/** What is left of shoppers in every table that the kit makes, and in one of the owner's own. */
export class Traces {
	readonly #columns = new Map(
		[...COLUMNS]
			.concat([['own', { phone: 'string', email: 'string', at: 'date' }]])
			.filter(([, columns]) => ABOUT.some((name) => name in columns)),
	);

	constructor(readonly tables: Tables) {}

	get names(): string[] {
		return [...this.#columns.keys()];
	}

	async makeTables(): Promise<void> {
		for (const [name, columns] of this.#columns) await this.tables.make(name, columns);
	}

	/** In how many tables a row can be about somebody of whom only this is known. */
	countWith(column: keyof Known): number {
		const columns = [...this.#columns.values()];
		return columns.filter((known) => column in known || 'key' in known).length;
	}

	/** Adds a row to every table that can hold one, as the kit writes it. */
	async leave({ phone, email }: Known): Promise<void> {
		const known: Row = {
			...(phone && { phone }),
			...(email && { email }),
			cart: JSON.stringify({ phone: phone ?? '', email: email ?? '' }),
			key: phone ?? email,
		};
		const added = [...this.#columns].map(async ([name, columns]) => {
			const row = Object.fromEntries(Object.entries(known).filter(([column]) => column in columns));
			if (ABOUT.some((column) => column in row)) await this.tables.add(name, row);
		});
		await Promise.all(added);
	}

	/** The tables in which something about a shopper is, once for each row. */
	async of({ phone, email }: Known): Promise<string[]> {
		const known = [phone, email].filter((text) => text !== undefined);
		const isTheirs = (row: Row): boolean =>
			ABOUT.some((column) => known.includes(String(row[column]))) ||
			known.some((text) => String(row['cart']).includes(`"${text}"`));
		const found = this.names.map(async (name) => {
			const rows = await this.tables.rows(name);
			return rows.filter(isTheirs).map(() => name);
		});
		return (await Promise.all(found)).flat();
	}
}
