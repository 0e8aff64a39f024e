import type { Recorded } from '../support/stub.mts';
import { TOKEN, type Event } from './event.mts';
import type { StoredExecution } from './executions.mts';
import { retriesOf, type Copy } from './sender.mts';

/** What became of one event. */
export interface Fate<E extends Event = Event> {
	event: E;
	copies: Array<Copy<E>>;
	/** Everything that n8n has stored for it. */
	executions: StoredExecution[];
	/** How many of them have run, or will run. */
	runs: number;
	/** Messages to the shopper. */
	messages: number;
}

export interface Account<E extends Event = Event> {
	fates: Array<Fate<E>>;
	/** Executions of nothing that was sent. */
	strangers: StoredExecution[];
}

interface Found {
	executions: readonly StoredExecution[];
	/**
	 * Executions that n8n stored, answered with 500, and did not run: whatever its next start does with
	 * them, the repeated delivery has been run as well.
	 */
	leftBehind?: ReadonlySet<string>;
	messages?: readonly Recorded[];
}

/** Compares what was sent with what is there. */
export function accountOf<E extends Event>(
	copies: ReadonlyArray<Copy<E>>,
	{ executions, leftBehind = new Set(), messages = [] }: Found,
): Account<E> {
	const byToken = grouped(executions, ({ token }) => token);
	const sent = grouped(messages, ({ body }) => TOKEN.exec(body.toString('utf8'))?.[0]);
	const tokens = grouped(copies, ({ event }) => event.token);
	const fates = [...tokens].map(([token, own]): Fate<E> => {
		const stored = byToken.get(token) ?? [];
		return {
			event: own[0]!.event,
			copies: own,
			executions: stored,
			runs: stored.filter(({ id }) => !leftBehind.has(id)).length,
			messages: sent.get(token)?.length ?? 0,
		};
	});
	return { fates, strangers: executions.filter(({ token }) => !tokens.has(token)) };
}

/** Copies of an event that were answered like this. */
export function answered({ copies }: Fate, wanted: NonNullable<Copy['verdict']>): number {
	return copies.filter(({ verdict }) => verdict === wanted).length;
}

/** How often copies of an event had to be sent again. */
export function retries({ copies }: Fate): number {
	return copies.reduce((sum, copy) => sum + retriesOf(copy), 0);
}

/** Accepted more often than n8n has stored it. */
export function isLost(fate: Fate): boolean {
	return fate.executions.length < Math.max(answered(fate, 'accepted'), 1);
}

/** One of its executions did not run to its end. */
export function isInterrupted({ executions }: Fate): boolean {
	return executions.some(({ status }) => status !== 'success');
}

/**
 * Executions that never ran, since their process died between storing and queueing them: no answer
 * came, so that the event was sent again, and then ran.
 */
export function storedInVain(fate: Fate): string[] {
	const hasRun = fate.executions.some(({ status }) => status === 'success');
	const unqueued = fate.executions.filter(({ status }) => status === 'new');
	return hasRun && retries(fate) > 0 ? unqueued.map(({ id }) => id) : [];
}

export function ranTwice({ runs }: Fate): boolean {
	return runs > 1;
}

/** Whether a process died between an event's first try and its 2xx. */
export function wasKilled({ copies }: Fate, kills: readonly number[]): boolean {
	return copies.some(({ sentAt, answeredAt = Infinity }) =>
		kills.some((killedAt) => killedAt >= sentAt && killedAt <= answeredAt),
	);
}

/** What to print about an event that went wrong: its token, and what became of every attempt. */
export function story({ event, copies }: Fate): string {
	return `${event.token}: ${copies.flatMap(({ tries }) => tries).join(', ')}`;
}

// Map.groupBy came with Node.js 21.
function grouped<Value, Key>(
	values: readonly Value[],
	keyOf: (value: Value) => Key,
): Map<Key, Value[]> {
	const groups = new Map<Key, Value[]>();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key);
		if (group) group.push(value);
		else groups.set(key, [value]);
	}
	return groups;
}
