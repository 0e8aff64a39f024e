import type { StoredExecution } from './database.mts';
import type { Event } from './sender.mts';

/** What became of everything that was sent. */
export interface Account {
	sent: number;
	accepted: number;
	retried: number;
	/** Answered with a 2xx, and not there. */
	lost: Event[];
	/** With two executions or more, of which a kill may be the reason. */
	doubled: Event[];
	/** … where no kill fell between the first try and the 2xx. */
	doubledWithoutKill: Event[];
	/** Executions of nothing that was sent. */
	strangers: number;
}

export function account(
	events: readonly Event[],
	executions: readonly StoredExecution[],
	kills: readonly number[],
): Account {
	const counts = new Map<string | null, number>();
	for (const { token } of executions) counts.set(token, (counts.get(token) ?? 0) + 1);
	const accepted = events.filter(({ acceptedAt }) => acceptedAt !== undefined);
	const doubled = events.filter(({ token }) => (counts.get(token) ?? 0) > 1);
	const tokens = new Set<string | null>(events.map(({ token }) => token));
	const wasKilled = ({ firstTriedAt, acceptedAt = Infinity }: Event) =>
		kills.some((killedAt) => killedAt >= firstTriedAt && killedAt <= acceptedAt);
	return {
		sent: events.length,
		accepted: accepted.length,
		retried: events.reduce((sum, { tries }) => sum + Math.max(0, tries - 1), 0),
		lost: accepted.filter(({ token }) => !counts.has(token)),
		doubled,
		doubledWithoutKill: doubled.filter((event) => !wasKilled(event)),
		strangers: executions.filter(({ token }) => !tokens.has(token)).length,
	};
}

/** The account in one line, and each event that went wrong in one more. */
export function describe(title: string, result: Account): string {
	const { sent, accepted, retried, lost, doubled, doubledWithoutKill } = result;
	const numbers = Object.entries({
		...{ sent, accepted, retried, lost: lost.length, doubled: doubled.length },
		'doubled without a kill': doubledWithoutKill.length,
	});
	const stories = [...new Set([...lost, ...doubledWithoutKill])].map(
		({ token, answers }) => `\n  ${token}: ${answers.join(', ')}`,
	);
	return `${title}: ${numbers.map(([name, count]) => `${count} ${name}`).join(', ')}${stories.join('')}`;
}
