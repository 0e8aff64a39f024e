import type { StoredExecution } from './database.mts';
import type { Event } from './sender.mts';

/** What became of everything that was sent. */
export interface Account {
	sent: number;
	accepted: number;
	retried: number;
	/** Answered with a 2xx, and not there. */
	lost: Event[];
	/** Run twice or more, of which a kill may be the reason. */
	doubled: Event[];
	/** … where no kill fell between the first try and the 2xx. */
	doubledWithoutKill: Event[];
	/** Stored executions that n8n failed to run, answering 500. */
	notRun: string[];
	/** Executions of nothing that was sent. */
	strangers: number;
}

/**
 * Holds what was sent against what is stored. `leftBehind` are the executions that were not run
 * before: whatever n8n's next start makes of them, the repeated delivery has been run besides.
 */
export function account(
	events: readonly Event[],
	executions: readonly StoredExecution[],
	{ kills, leftBehind }: { kills: readonly number[]; leftBehind: ReadonlySet<string> },
): Account {
	const counts = new Map<string | null, number>();
	for (const { id, token, status } of executions) {
		if (hasRun(status) && !leftBehind.has(id)) counts.set(token, (counts.get(token) ?? 0) + 1);
	}
	const started = executions.filter(({ status }) => status !== 'new');
	const there = new Set(started.map(({ token }) => token));
	const accepted = events.filter(({ acceptedAt }) => acceptedAt !== undefined);
	const doubled = events.filter(({ token }) => (counts.get(token) ?? 0) > 1);
	const tokens = new Set<string | null>(events.map(({ token }) => token));
	const wasKilled = ({ firstTriedAt, acceptedAt = Infinity }: Event) =>
		kills.some((killedAt) => killedAt >= firstTriedAt && killedAt <= acceptedAt);
	return {
		sent: events.length,
		accepted: accepted.length,
		retried: events.reduce((sum, { tries }) => sum + Math.max(0, tries - 1), 0),
		lost: accepted.filter(({ token }) => !there.has(token)),
		doubled,
		doubledWithoutKill: doubled.filter((event) => !wasKilled(event)),
		notRun: executions.filter(({ status }) => !hasRun(status)).map(({ id }) => id),
		strangers: executions.filter(({ token }) => !tokens.has(token)).length,
	};
}

/** Whether n8n has run an execution to its end, good or bad. */
export function hasRun(status: string): boolean {
	return status !== 'new' && status !== 'running';
}

/** The account in one line, and each event that went wrong in one more. */
export function describe(title: string, result: Account): string {
	const { sent, accepted, retried, lost, doubled, doubledWithoutKill, notRun } = result;
	const numbers = Object.entries({
		...{ sent, accepted, retried, lost: lost.length, doubled: doubled.length },
		'doubled without a kill': doubledWithoutKill.length,
		'stored but not run': notRun.length,
	});
	const stories = [...new Set([...lost, ...doubledWithoutKill])].map(
		({ token, answers }) => `\n  ${token}: ${answers.join(', ')}`,
	);
	return `${title}: ${numbers.map(([name, count]) => `${count} ${name}`).join(', ')}${stories.join('')}`;
}
