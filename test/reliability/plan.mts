import { anEvent, type Event } from './event.mts';
import type { Turn } from './load.mts';

/** What keeps an event from starting something twice, besides the trigger's own memory. */
export const GUARDS = ['none', 'redis'] as const;
export type Guard = (typeof GUARDS)[number];

/**
 * `pair`: both copies at the same moment, one to each process. `again` and `elsewhere`: the second
 * copy a while later, to the same process or to the other one.
 */
export type Kind = 'once' | 'pair' | 'again' | 'elsewhere';

// Of ten events, two come twice at once and two come again later: 14 deliveries.
const KINDS: Kind[] = [
	...(['once', 'once', 'pair', 'once', 'again'] as const),
	...(['once', 'once', 'pair', 'elsewhere', 'once'] as const),
];
/** How many turns later the second copy of an event is sent. */
const LATER_BY = 60;

/** An event of the queue run: to which workflow it goes, and how often it is sent. */
export interface PlannedEvent extends Event {
	guard: Guard;
	kind: Kind;
}

/** Plans this many deliveries, in the order of sending, and signs them with one key. */
export function planTurns(count: number, key: string): Array<Turn<PlannedEvent>> {
	const turns: Array<Turn<PlannedEvent> & { at: number }> = [];
	let planned = 0;
	for (let number = 0; planned < count; number++) {
		const round = Math.floor(number / GUARDS.length);
		// The last event may have room for one copy only.
		const kind = count - planned === 1 ? 'once' : (KINDS[round % KINDS.length] ?? 'once');
		const guard = GUARDS[number % GUARDS.length] ?? 'none';
		const event = { ...anEvent(key), guard, kind };
		const first = number % 2;
		turns.push({ event, at: number, processes: kind === 'pair' ? [0, 1] : [first] });
		if (kind === 'again' || kind === 'elsewhere') {
			const second = kind === 'again' ? first : 1 - first;
			turns.push({ event, at: number + LATER_BY, processes: [second] });
		}
		planned += kind === 'once' ? 1 : 2;
	}
	return turns.sort((a, b) => a.at - b.at);
}
