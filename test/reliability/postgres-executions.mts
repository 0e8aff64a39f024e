import type { Postgres } from '../support/services.mts';
import type { StoredExecution } from './executions.mts';

// A psql of its own reads them: bare values, one row a line.
const SQL = `SELECT e.id, e.status, substring(d.data from 'ev[0-9a-f]{16}'),
		coalesce(extract(epoch FROM e."stoppedAt") * 1000, 0)
	FROM execution_entity e LEFT JOIN execution_data d ON d."executionId" = e.id
	WHERE e.mode = 'webhook' ORDER BY e.id`;

/**
 * Reads the executions that deliveries have started from a PostgreSQL database of n8n's.
 *
 * Which event an execution belongs to is remembered from an earlier look: n8n drops the data of an
 * execution whose worker died.
 */
export function postgresExecutions(database: Postgres): () => Promise<StoredExecution[]> {
	const tokens = new Map<string, string>();
	return async () => {
		const rows = (await database.query(SQL)).split('\n').filter((row) => row !== '');
		return rows.map((row) => {
			const [id = '', status = '', found = '', stoppedAt] = row.split('|');
			if (found !== '') tokens.set(id, found);
			const token = tokens.get(id) ?? '';
			return { id, status, token, isEmptied: found === '', stoppedAt: Number(stoppedAt) };
		});
	};
}
