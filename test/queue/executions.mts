import { poll } from '../../scripts/n8n/poll.mts';
import type { QueueServices } from './services.mts';

const FINISHED = ['success', 'error', 'crashed', 'canceled'];
const TIMEOUT_MS = 1_800_000;
// Checks, not seconds: a machine may stand still for a while. Each takes a fifth of a second or more.
/** A dead worker's executions are noticed when their locks run out: up to a minute and a half. */
const DEAD_CHECKS = 1500;
/** After so many without a job and without a change, what is left will never finish. */
const STUCK_CHECKS = 100;

export interface StoredExecution {
	id: string;
	/** As n8n stores it. */
	status: string;
	isFinished: boolean;
	/** Of the event that started it. */
	token: string;
	/** Whether n8n has dropped the data that it was started with. */
	isEmptied: boolean;
	/** Unix milliseconds; 0 while it runs. */
	stoppedAt: number;
}

/**
 * The executions that deliveries have started, as they lie in the database.
 *
 * Which event an execution belongs to is remembered from an earlier look: n8n drops the data of an
 * execution whose worker died.
 */
export class StoredExecutions {
	readonly #tokens = new Map<string, string>();

	constructor(readonly services: QueueServices) {}

	async read(): Promise<StoredExecution[]> {
		const rows = await this.services.postgres.query(
			`SELECT e.id, e.status, substring(d.data from 'ev[0-9a-f]{16}'),
				coalesce(extract(epoch FROM e."stoppedAt") * 1000, 0)
			FROM execution_entity e LEFT JOIN execution_data d ON d."executionId" = e.id
			WHERE e.mode = 'webhook' ORDER BY e.id`,
		);
		return rows
			.split('\n')
			.filter((row) => row !== '')
			.map((row) => this.#parse(row));
	}

	/** Waits until no job is left; what is unfinished then will stay so. */
	async settled(): Promise<StoredExecution[]> {
		let seen = '';
		let unchanged = 0;
		const what = (): string => `all executions to end: ${seen}`;
		return await poll(what, TIMEOUT_MS, async () => {
			const pending = await this.services.pendingJobs();
			const all = await this.read();
			const unfinished = all.filter(({ isFinished }) => !isFinished);
			if (pending === 0 && unfinished.length === 0) return all;
			const now = `${pending} jobs, ${unfinished.length} of ${all.length} executions unfinished`;
			unchanged = now === seen ? unchanged + 1 : 0;
			seen = now;
			if (unchanged > DEAD_CHECKS) throw new Error(`Nothing moves any more: ${seen}`);
			return pending === 0 && unchanged > STUCK_CHECKS ? all : undefined;
		});
	}

	#parse(row: string): StoredExecution {
		const [id = '', status = '', found = '', stoppedAt] = row.split('|');
		if (found !== '') this.#tokens.set(id, found);
		const token = this.#tokens.get(id) ?? '';
		const isFinished = FINISHED.includes(status);
		const isEmptied = found === '';
		return { id, status, isFinished, token, isEmptied, stoppedAt: Number(stoppedAt) };
	}
}
