import { postgres } from '../support/services.mts';

/** Where n8n stores everything; without settings it is SQLite, in the user folder. */
export interface Database {
	env: Record<string, string>;
	stop: () => Promise<void>;
}

export const SQLITE: Database = { env: {}, stop: async () => undefined };

/** The one that `DB_TYPE` asks for. */
export async function openDatabase(): Promise<Database> {
	if (process.env['DB_TYPE'] !== 'postgresdb') return SQLITE;
	return await postgres();
}
