import { randomBytes } from 'node:crypto';

import { postgres, redis } from '../support/services.mts';
import type { StoredExecution } from './executions.mts';

const PREFIX = 'ecom360';
// Bare values, one row a line.
const EXECUTIONS = `SELECT e.id, e.status, substring(d.data from 'ev[0-9a-f]{16}'),
		coalesce(extract(epoch FROM e."stoppedAt") * 1000, 0)
	FROM execution_entity e LEFT JOIN execution_data d ON d."executionId" = e.id
	WHERE e.mode = 'webhook' ORDER BY e.id`;

export type QueueServices = Awaited<ReturnType<typeof startQueueServices>>;

/** A PostgreSQL database and a Redis, both empty, for the processes of one cluster. */
export async function startQueueServices() {
	const queue = await redis();
	const database = await postgres().catch(async (error: unknown) => {
		await queue.stop();
		throw error;
	});
	const length = async (list: string): Promise<number> =>
		Number(await queue.cli('llen', `${PREFIX}:jobs:${list}`));
	// Remembered from an earlier look: n8n drops the data of an execution whose worker died.
	const tokens = new Map<string, string>();
	return {
		/** What every n8n process of a cluster needs in order to use both. */
		env: {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: queue.host,
			QUEUE_BULL_REDIS_PORT: String(queue.port),
			QUEUE_BULL_PREFIX: PREFIX,
			N8N_REDIS_KEY_PREFIX: PREFIX,
			...database.env,
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		},
		redis: queue,
		database,
		read: async (): Promise<StoredExecution[]> => {
			const rows = (await database.query(EXECUTIONS)).split('\n').filter((row) => row !== '');
			return rows.map((row) => {
				const [id = '', status = '', found = '', stoppedAt] = row.split('|');
				if (found !== '') tokens.set(id, found);
				return { id, status, token: tokens.get(id) ?? '', stoppedAt: Number(stoppedAt) };
			});
		},
		pendingJobs: async () => (await length('wait')) + (await length('active')),
		/** The executions that workers are running, by their ids. */
		inHand: async () => {
			const jobs = await queue.cli('lrange', `${PREFIX}:jobs:active`, '0', '-1');
			const ids = jobs.split('\n').filter((id) => id !== '');
			const job = async (id: string) => await queue.cli('hget', `${PREFIX}:jobs:${id}`, 'data');
			return (await Promise.all(ids.map(job))).map(executionOf);
		},
		stop: async () => {
			await database.stop();
			await queue.stop();
		},
	};
}

/** The execution that a job is for; none if it ended in the meantime. */
function executionOf(job: string): string {
	const { executionId = '' } = JSON.parse(job || '{}') as { executionId?: string };
	return executionId;
}
