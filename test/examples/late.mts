import type { RestSession } from '../../scripts/n8n/rest.mts';
import { SqliteDatabase } from '../reliability/sqlite.mts';
import type { ExampleN8n } from './n8n.mts';
import { Tables } from './tables.mts';

/** n8n goes on by itself with what it has stored as waiting. */
const STORED = `SELECT CAST(id AS TEXT) FROM execution_entity WHERE status = 'waiting'`;
const LONG_AGO = `'2020-01-01 00:00:00.000+00'`;

/** A data table's name in the database. */
async function nameInDatabase(rest: RestSession, table: string): Promise<string> {
	return `"data_table_user_${await new Tables(rest).id(table)}"`;
}

/** The table of sequences as its database knows it, in which time can be made to pass. */
export class Sequences {
	private constructor(readonly table: string) {}

	static async of(rest: RestSession): Promise<Sequences> {
		return new Sequences(await nameInDatabase(rest, 'reminders'));
	}

	/**
	 * Statements after which hours have passed for all sequences that n8n does not go on with by
	 * itself: the sweep waits for one.
	 */
	makeLate(): string[] {
		const late = `UPDATE ${this.table} SET "updatedAt" = ${LONG_AGO}`;
		const which = `WHERE status = 'waiting' AND execution_id NOT IN (${STORED})`;
		return [
			`${late} ${which} AND next_at IS NULL`,
			`${late}, next_at = ${LONG_AGO} ${which} AND next_at IS NOT NULL`,
		];
	}

	/** Does that in the SQLite database of an n8n that is not running. */
	readonly makeLateIn = async (userFolder: string): Promise<void> => {
		await withDatabase(userFolder, async (database) => {
			for (const statement of this.makeLate()) await database.run(statement);
		});
	};
}

/** Kills n8n while it adds a row for something that has happened: that takes it minutes. */
export async function killBeforeRow<Result>(
	host: ExampleN8n,
	table: string,
	happens: () => Promise<Result>,
): Promise<Result> {
	const name = await nameInDatabase(host.n8n.rest, table);
	return await withDatabase(host.userFolder, async (database) => {
		const many = ['a', 'b', 'c', 'd', 'e'].map((alias) => `sqlite_master ${alias}`).join(', ');
		await database.run(
			`CREATE TRIGGER slow BEFORE INSERT ON ${name} BEGIN SELECT count(*) FROM ${many}; END`,
		);
		const result = await happens();
		const meanwhile = async () => {
			await database.run('DROP TRIGGER slow');
		};
		await host.restart({ isSudden: true, meanwhile });
		return result;
	});
}

async function withDatabase<Result>(
	userFolder: string,
	use: (database: SqliteDatabase) => Promise<Result>,
): Promise<Result> {
	const database = await SqliteDatabase.open(userFolder);
	try {
		return await use(database);
	} finally {
		await database.close();
	}
}
