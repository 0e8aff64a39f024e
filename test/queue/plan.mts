import { randomBytes } from 'node:crypto';

import { signedDelivery, type Delivery } from '../../scripts/delivery.mts';
import { aKurtaCart } from '../examples/checkout.mts';

/** What keeps an event from starting something twice, besides the trigger's own memory. */
export const GUARDS = ['none', 'redis', 'postgres'] as const;
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

/** One abandoned checkout, and every copy of its delivery that is sent. */
export interface PlannedEvent {
	/** In the cart, the recovery URL and so in the message: finds the event everywhere. */
	token: string;
	guard: Guard;
	kind: Kind;
	delivery: Delivery;
}

/** Copies that are sent at one moment: each to the process with its number. */
export interface Turn {
	event: PlannedEvent;
	processes: number[];
}

/** Plans this many deliveries, in the order of sending, and signs them with one key. */
export function planTurns(count: number, key: string): Turn[] {
	const turns: Array<Turn & { at: number }> = [];
	let planned = 0;
	for (let number = 0; planned < count; number++) {
		const round = Math.floor(number / GUARDS.length);
		// The last event may have room for one copy only.
		const kind = count - planned === 1 ? 'once' : (KINDS[round % KINDS.length] ?? 'once');
		const guard = GUARDS[number % GUARDS.length] ?? 'none';
		const event = anEvent(guard, kind, key);
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

/** Matches an event's token wherever it is stored or sent. */
export const TOKEN = /ev[0-9a-f]{16}/;

/** An event that no other test sends. */
export function anEvent(guard: Guard, kind: Kind, key: string): PlannedEvent {
	const token = `ev${randomBytes(8).toString('hex')}`;
	const body = aKurtaCart({
		cart_id: token,
		cart_token: token,
		abandoned_checkout_url: `https://kalakari-studio.myshopify.com/checkouts/${token}`,
	});
	return { token, guard, kind, delivery: signedDelivery({ shape: 'ecom360', body, key }) };
}
