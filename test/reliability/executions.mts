import { poll } from '../../scripts/n8n/poll.mts';

const FINISHED = ['success', 'error', 'crashed', 'canceled'];
const TIMEOUT_MS = 1_800_000;

/** One execution as it is in n8n's database. */
export interface StoredExecution {
	id: string;
	/** `new` where n8n has only stored it, `running` from when it was marked as such until it has ended. */
	status: string;
	/** Of the event that started it; empty where n8n has dropped its data. */
	token: string;
	/** Unix milliseconds; 0 while it runs. */
	stoppedAt: number;
}

/** A database of n8n's, as far as executions go. */
export interface ExecutionStore {
	/** Everything that deliveries have started. */
	read: () => Promise<StoredExecution[]>;
	/** Jobs that wait for a worker or are being run by one; absent without a queue. */
	pendingJobs?: () => Promise<number>;
}

interface Patience {
	/** After this many checks without a job and without a change, what is left will never finish. */
	stuckChecks: number;
	/** Whether that is to be expected of this one; else it is waited for. */
	mayStay?: (execution: StoredExecution) => boolean;
}

/** Whether n8n has run an execution to its end, well or not. */
export function isFinished({ status }: StoredExecution): boolean {
	return FINISHED.includes(status);
}

/** All executions, once no job is left; what is unfinished then will stay so. */
export async function settled(
	store: ExecutionStore,
	{ stuckChecks, mayStay = () => true }: Patience,
): Promise<StoredExecution[]> {
	let seen = '';
	let unchanged = 0;
	const what = (): string => `all executions to end: ${seen}`;
	return await poll(what, TIMEOUT_MS, async () => {
		const jobs = (await store.pendingJobs?.()) ?? 0;
		const all = await store.read();
		const unfinished = all.filter((execution) => !isFinished(execution));
		const ids = unfinished.map(({ id }) => id).join(', ');
		const now = `${jobs} jobs, ${unfinished.length} of ${all.length} unfinished (${ids})`;
		// Checks, not seconds: a machine may stand still for a while.
		unchanged = now === seen ? unchanged + 1 : 0;
		seen = now;
		const isStuck = unchanged >= stuckChecks && unfinished.every(mayStay);
		return jobs === 0 && (unfinished.length === 0 || isStuck) ? all : undefined;
	});
}
