import { setTimeout as sleep } from 'node:timers/promises';

import { postDelivery, type Answer } from '../../scripts/post.mts';
import { sendCut, type Cut } from './cut.mts';
import type { Event } from './event.mts';

const ANSWER_TIMEOUT_MS = 30_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
// Longer than n8n takes to start again on a busy machine.
const GIVE_UP_AFTER_MS = 240_000;

/** One copy of an event's delivery: sent until it gets a 2xx. */
export interface Copy<E extends Event = Event> {
	event: E;
	/** Of several processes, the one that the first attempt goes to. */
	process: number;
	/** What became of every attempt: a status, `cut: …`, or an error of the connection. */
	tries: string[];
	/** `swallowed`: a 2xx that is neither of the others. Undefined until there is a 2xx. */
	verdict: 'accepted' | 'duplicate' | 'swallowed' | undefined;
	/** The first attempt, in Unix milliseconds. */
	sentAt: number;
	answeredAt: number | undefined;
}

/** Says where attempts go. */
export interface Route<E extends Event = Event> {
	/** Undefined: nobody takes deliveries at the moment. */
	next: (copy: Copy<E>) => Promise<string | undefined>;
	/** The connection to this URL failed. */
	failed?: (url: string) => void;
}

/** Sends as Cashfree describes it: no 2xx, or none in time, and the same delivery goes out again. */
export class Sender<E extends Event = Event> {
	readonly copies: Array<Copy<E>> = [];
	#isClosed = false;

	constructor(readonly route: Route<E>) {}

	/** Adds a copy to the account; `send` sends it. */
	copy(event: E, process = 0): Copy<E> {
		const copy: Copy<E> = {
			...{ event, process, tries: [], verdict: undefined },
			...{ sentAt: Date.now(), answeredAt: undefined },
		};
		this.copies.push(copy);
		return copy;
	}

	/** Sends a copy until it gets a 2xx; `cuts` says how the first attempts end. */
	async send(copy: Copy<E>, cuts: readonly Cut[] = []): Promise<void> {
		copy.sentAt = Date.now();
		for (const cut of cuts) await this.#cut(copy, cut);
		for (let pauseMs = FIRST_PAUSE_MS; !this.#isClosed; pauseMs *= 2) {
			await this.#try(copy);
			if (copy.verdict) return;
			if (Date.now() - copy.sentAt > GIVE_UP_AFTER_MS) {
				throw new Error(`A delivery was never accepted: ${copy.tries.join(', ')}`);
			}
			await sleep(Math.min(pauseMs, LONGEST_PAUSE_MS));
		}
	}

	/** Gives up on whatever is not accepted yet. */
	close(): void {
		this.#isClosed = true;
	}

	async #cut(copy: Copy<E>, cut: Cut): Promise<void> {
		const url = await this.route.next(copy);
		copy.tries.push(`cut: ${cut}`);
		// n8n may be down: then the connection is refused, which is not an answer either.
		if (url !== undefined) await sendCut(url, copy.event.delivery, cut).catch(() => undefined);
	}

	async #try(copy: Copy<E>): Promise<void> {
		const url = await this.route.next(copy);
		if (url === undefined) {
			copy.tries.push('nobody is ready');
			return;
		}
		try {
			const options = { timeoutMs: ANSWER_TIMEOUT_MS };
			const answer = await postDelivery(url, copy.event.delivery, options);
			copy.tries.push(String(answer.status));
			copy.verdict = verdictOf(answer);
			if (copy.verdict) copy.answeredAt = Date.now();
		} catch (error) {
			this.route.failed?.(url);
			const { code, message } = error as NodeJS.ErrnoException;
			copy.tries.push(String(code ?? message));
		}
	}
}

/** How often a copy had to be sent again. */
export function retriesOf({ tries }: Copy): number {
	return Math.max(0, tries.length - 1);
}

function verdictOf({ status: code, body }: Answer): Copy['verdict'] {
	// Anything but a 2xx is sent again; a 2xx is not.
	if (code < 200 || code > 299) return undefined;
	const { status, reason } = body as { status?: string; reason?: string };
	if (status === 'accepted') return 'accepted';
	return status === 'ignored' && reason === 'duplicate' ? 'duplicate' : 'swallowed';
}
