import type { StoredExecution } from './executions.mts';
import { GUARDS, TOKEN, type Guard, type PlannedEvent } from './plan.mts';
import type { SentCopy } from './sender.mts';
import type { Recorded } from '../support/stub.mts';

/** What became of one event. */
export interface Fate {
	event: PlannedEvent;
	/** Copies that were answered 200 "accepted". */
	accepted: number;
	duplicates: number;
	/** Copies that got a 200 from something else than the trigger. */
	swallowed: number;
	/** Tries that got no 2xx. */
	failures: number;
	executions: StoredExecution[];
	messages: number;
}

export function fatesOf(
	copies: SentCopy[],
	executions: StoredExecution[],
	messages: Recorded[],
): Fate[] {
	const byToken = grouped(executions, ({ token }) => token);
	const sent = grouped(messages, ({ body }) => TOKEN.exec(body.toString('utf8'))?.[0]);
	return [...grouped(copies, ({ event }) => event)].map(([event, own]) => ({
		event,
		accepted: own.filter(({ verdict }) => verdict === 'accepted').length,
		duplicates: own.filter(({ verdict }) => verdict === 'duplicate').length,
		swallowed: own.filter(({ verdict }) => verdict === 'swallowed').length,
		failures: own.flatMap(({ failures }) => failures).length,
		executions: byToken.get(event.token) ?? [],
		messages: sent.get(event.token)?.length ?? 0,
	}));
}

function grouped<Value, Key>(values: Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
	const groups = new Map<Key, Value[]>();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key);
		if (group) group.push(value);
		else groups.set(key, [value]);
	}
	return groups;
}

/** Accepted more often than n8n has stored it. */
export function isLost({ accepted, executions }: Fate): boolean {
	return executions.length < Math.max(accepted, 1);
}

/** One of its executions did not come to its end. */
export function isInterrupted({ executions }: Fate): boolean {
	return executions.some(({ status }) => status !== 'success');
}

export function ranTwice({ executions }: Fate): boolean {
	return executions.length > 1;
}

type Row = [title: string, count: (fates: Fate[]) => number];

const sum = (fates: Fate[], of: (fate: Fate) => number): number =>
	fates.reduce((total, fate) => total + of(fate), 0);
const copiesOf = ({ accepted, duplicates, swallowed }: Fate): number =>
	accepted + duplicates + swallowed;
const count =
	(...tests: Array<(fate: Fate) => boolean>) =>
	(fates: Fate[]): number =>
		fates.filter((fate) => tests.every((test) => test(fate))).length;
const isKind = (kind: PlannedEvent['kind']) => (fate: Fate) => fate.event.kind === kind;
const gaveMessages = (test: (messages: number) => boolean) => (fate: Fate) => test(fate.messages);

const ROWS: Row[] = [
	['events', (fates) => fates.length],
	['deliveries sent', (fates) => sum(fates, copiesOf)],
	['accepted', (fates) => sum(fates, (fate) => fate.accepted)],
	['answered as a duplicate', (fates) => sum(fates, (fate) => fate.duplicates)],
	['answered 200 by anything else', (fates) => sum(fates, (fate) => fate.swallowed)],
	['retried', (fates) => sum(fates, (fate) => fate.failures)],
	['lost', count(isLost)],
	['interrupted by the killed worker', count(isInterrupted)],
	['near-simultaneous pairs', count(isKind('pair'))],
	['… that ran twice', count(isKind('pair'), ranTwice)],
	['repeated later, to the same process', count(isKind('again'))],
	['… that ran twice', count(isKind('again'), ranTwice)],
	['repeated later, to the other process', count(isKind('elsewhere'))],
	['… that ran twice', count(isKind('elsewhere'), ranTwice)],
	['sent once', count(isKind('once'))],
	['… that ran twice', count(isKind('once'), ranTwice)],
	['exactly one message', count(gaveMessages((messages) => messages === 1))],
	['no message', count(gaveMessages((messages) => messages === 0))],
	['doubled: two messages or more', count(gaveMessages((messages) => messages > 1))],
];

const TITLES: Record<Guard, string> = {
	none: 'no guard',
	redis: 'Redis guard',
	postgres: 'PostgreSQL guard',
};

/** The account as a Markdown table: one column for each guard. */
export function accountTable(fates: Fate[]): string {
	const columns = GUARDS.map((guard) => fates.filter(({ event }) => event.guard === guard));
	const head = ['', ...GUARDS.map((guard) => TITLES[guard])];
	const rows = ROWS.map(([title, of]) => [
		title,
		...columns.map((column, index) => {
			// Without a guard nothing is sent: the workflow there ends after the trigger.
			const isSilent = GUARDS[index] === 'none' && /message/.test(title);
			return isSilent ? '–' : String(of(column));
		}),
	]);
	const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
	return [line(head), line(['---', ...GUARDS.map(() => '---:')]), ...rows.map(line)].join('\n');
}
