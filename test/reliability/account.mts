import type { Event } from './event.mts';
import type { StoredExecution } from './executions.mts';
import type { Copy } from './sender.mts';

/** What became of one event. */
export interface Fate {
	event: Event;
	copies: Copy[];
	/** Everything that n8n has stored for it. */
	executions: StoredExecution[];
}

/** Compares what was sent with what is there; `strangers` are executions of nothing that was sent. */
export function accountOf(
	copies: readonly Copy[],
	executions: readonly StoredExecution[],
): { fates: Fate[]; strangers: StoredExecution[] } {
	const fates = new Map<string, Fate>();
	for (const copy of copies) {
		const { event } = copy;
		const fate = fates.get(event.token) ?? { event, copies: [], executions: [] };
		fate.copies.push(copy);
		fates.set(event.token, fate);
	}
	const strangers: StoredExecution[] = [];
	for (const execution of executions) {
		(fates.get(execution.token)?.executions ?? strangers).push(execution);
	}
	return { fates: [...fates.values()], strangers };
}

/** Copies of an event that were answered like this. */
export function answered({ copies }: Fate, wanted: NonNullable<Copy['verdict']>): number {
	return copies.filter(({ verdict }) => verdict === wanted).length;
}

/** How often copies of an event had to be sent again. */
export function retries({ copies }: Fate): number {
	return copies.reduce((sum, { tries }) => sum + Math.max(0, tries.length - 1), 0);
}

/** Accepted more often than n8n has stored it. */
export function isLost(fate: Fate): boolean {
	return fate.executions.length < Math.max(answered(fate, 'accepted'), 1);
}

/**
 * More than one of its executions has run, or will run. `leftBehind`: those that n8n stored, answered
 * with 500 or not at all, and did not run, whatever its next start does with them: the repeated
 * delivery has been run as well.
 */
export function ranTwice(
	{ executions }: Fate,
	leftBehind: ReadonlySet<string> = new Set(),
): boolean {
	return executions.filter(({ id }) => !leftBehind.has(id)).length > 1;
}

/** What to print about an event that went wrong: its token, and what became of every attempt. */
export function story({ event, copies }: Fate): string {
	return `${event.token}: ${copies.flatMap(({ tries }) => tries).join(', ')}`;
}

/** Prints what docs/ has tables of: one row for each of the titles. */
export function printFigures(rows: Record<string, Record<string, number>>): void {
	console.table(rows);
}
