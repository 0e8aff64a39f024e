import { anEvent, type Event } from './event.mts';

/** How many times n8n is killed under load. */
export const KILLS = Number(process.env['FAULT_ROUNDS'] ?? 20);
/** How many deliveries go through the queue. */
export const DELIVERIES = Number(process.env['QUEUE_DELIVERIES'] ?? 2000);

/**
 * How often an event comes. `pair`: both copies at the same moment, one to each process. `again` and
 * `elsewhere`: the second copy a while later, to the same process or to the other one.
 */
export type Kind = 'once' | 'pair' | 'again' | 'elsewhere';

// Of ten events, two come twice at once and two come again later: 14 deliveries.
const KINDS: Kind[] = [
	...(['once', 'once', 'pair', 'once', 'again'] as const),
	...(['once', 'once', 'pair', 'elsewhere', 'once'] as const),
];
/** How many turns later the second copy of an event is sent. */
const LATER_BY = 60;

/** Copies that are sent at one moment: each to the process with its number. */
export interface Turn {
	event: Event;
	kind: Kind;
	/** Whether it goes to the workflow with a guard. */
	isGuarded: boolean;
	processes: number[];
}

/** Plans at least this many deliveries, in the order of sending, and signs them with one key. */
export function planTurns(count: number, key: string): Turn[] {
	const turns: Array<Turn & { at: number }> = [];
	let planned = 0;
	for (let at = 0; planned < count; at++) {
		const kind = KINDS[Math.floor(at / 2) % KINDS.length] ?? 'once';
		const first = at % 2;
		const turn = { event: anEvent(key), kind, isGuarded: first === 1 };
		turns.push({ ...turn, at, processes: kind === 'pair' ? [0, 1] : [first] });
		if (kind === 'again' || kind === 'elsewhere') {
			const second = kind === 'again' ? first : 1 - first;
			turns.push({ ...turn, at: at + LATER_BY, processes: [second] });
		}
		planned += kind === 'once' ? 1 : 2;
	}
	return turns.sort((a, b) => a.at - b.at);
}
