import type { RestSession } from '../../scripts/n8n/rest.mts';
import { SqliteDatabase } from '../reliability/sqlite.mts';
import { tableId } from './tables.mts';

/** n8n goes on by itself with what it has stored as waiting. */
const STORED = `SELECT CAST(id AS TEXT) FROM execution_entity WHERE status = 'waiting'`;
const LONG_AGO = `'2020-01-01 00:00:00.000+00'`;

/** The table of sequences as its database knows it, in which time can be made to pass. */
export class Sequences {
	private constructor(readonly table: string) {}

	static async of(rest: RestSession): Promise<Sequences> {
		return new Sequences(`"data_table_user_${await tableId(rest, 'ecom360_reminders')}"`);
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

	/** While this happens, no row can be added, as on a full disk: n8n tries it again for a while. */
	async refusingRows<Result>(userFolder: string, happens: () => Promise<Result>): Promise<Result> {
		return await withDatabase(userFolder, async (database) => {
			await database.run(`CREATE TRIGGER refuse BEFORE INSERT ON ${this.table}
				BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END`);
			const result = await happens();
			await database.run('DROP TRIGGER refuse');
			return result;
		});
	}
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
