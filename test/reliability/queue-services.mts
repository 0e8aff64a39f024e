import { randomBytes } from 'node:crypto';

import { n8nSettings, postgres, redis, type Postgres, type Redis } from '../support/services.mts';
import type { ExecutionStore } from './executions.mts';
import { postgresExecutions } from './postgres-executions.mts';

const PREFIX = 'ecom360';

/** A PostgreSQL database and a Redis, both empty, for the processes of one cluster. */
export interface QueueServices extends ExecutionStore {
	/** What every n8n process of a cluster needs in order to use both. */
	env: Record<string, string>;
	redis: Redis;
	database: Postgres;
	/** The executions that workers are running, by their ids. */
	inHand: () => Promise<string[]>;
	/** Drops the database, ends what was started. */
	stop: () => Promise<void>;
}

export async function startQueueServices(): Promise<QueueServices> {
	const queue = await redis();
	const database = await postgres().catch(async (error: unknown) => {
		await queue.stop();
		throw error;
	});
	const length = async (list: string): Promise<number> =>
		Number(await queue.cli('llen', `${PREFIX}:jobs:${list}`));
	return {
		env: environment(database, queue),
		redis: queue,
		database,
		read: postgresExecutions(database),
		pendingJobs: async () => (await length('wait')) + (await length('active')),
		inHand: async () => {
			const jobs = await queue.cli('lrange', `${PREFIX}:jobs:active`, '0', '-1');
			const ids = jobs.split('\n').filter((id) => id !== '');
			return await Promise.all(
				ids.map(async (id) => executionOf(await queue.cli('hget', `${PREFIX}:jobs:${id}`, 'data'))),
			);
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

function environment(database: Postgres, queue: Redis): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: queue.host,
		QUEUE_BULL_REDIS_PORT: String(queue.port),
		QUEUE_BULL_PREFIX: PREFIX,
		N8N_REDIS_KEY_PREFIX: PREFIX,
		...n8nSettings(database),
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	};
}
