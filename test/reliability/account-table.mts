import { markdownTable } from '../bench/figures.mts';
import { answered, isInterrupted, isLost, ranTwice, retries, type Fate } from './account.mts';
import { GUARDS, type Guard, type PlannedEvent } from './plan.mts';

type PlannedFate = Fate<PlannedEvent>;
type Row = [title: string, count: (fates: PlannedFate[]) => number];

const sum = (fates: PlannedFate[], of: (fate: PlannedFate) => number): number =>
	fates.reduce((total, fate) => total + of(fate), 0);
const count =
	(...tests: Array<(fate: PlannedFate) => boolean>) =>
	(fates: PlannedFate[]): number =>
		fates.filter((fate) => tests.every((test) => test(fate))).length;
const isKind = (kind: PlannedEvent['kind']) => (fate: PlannedFate) => fate.event.kind === kind;
const gaveMessages = (test: (messages: number) => boolean) => (fate: PlannedFate) =>
	test(fate.messages);

const ROWS: Row[] = [
	['events', (fates) => fates.length],
	['deliveries sent', (fates) => sum(fates, ({ copies }) => copies.length)],
	['accepted', (fates) => sum(fates, (fate) => answered(fate, 'accepted'))],
	['answered as a duplicate', (fates) => sum(fates, (fate) => answered(fate, 'duplicate'))],
	['answered 200 by anything else', (fates) => sum(fates, (fate) => answered(fate, 'swallowed'))],
	['retried', (fates) => sum(fates, retries)],
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
};

/** The queue run's account as a Markdown table: one column for each guard. */
export function accountTable(fates: PlannedFate[]): string {
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
	return markdownTable([head, ...rows]);
}
