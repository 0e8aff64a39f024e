import { setTimeout as sleep } from 'node:timers/promises';

import { postDelivery, type Answer } from '../../scripts/post.mts';
import { sendCut, type Cut } from '../support/connection.mts';
import type { Event } from './event.mts';

const READINESS = '/healthz/readiness';
const CHECK_TIMEOUT_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
// Longer than n8n takes to start again on a busy machine.
const GIVE_UP_AFTER_MS = 240_000;

/** One copy of an event's delivery: sent until it gets a 2xx. */
export interface Copy {
	event: Event;
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

/**
 * Sends as Cashfree describes it (no 2xx, or none in time, and the same delivery goes out again) by
 * way of a load balancer: a process that refused a connection gets nothing more until it says that it
 * is ready.
 *
 * An n8n that is still preparing its database answers every request 200 "n8n is starting up. Please
 * wait": a delivery sent to it then is lost, and its sender believes otherwise.
 */
export class Sender {
	readonly copies: Copy[] = [];
	/** Origins. */
	readonly #down = new Set<string>();
	#isClosed = false;

	/** `urls`: where events may go, one URL for each process. */
	constructor(
		readonly urls: readonly string[],
		readonly answerTimeoutMs = 30_000,
	) {}

	/** Adds a copy to the account; `send` sends it. */
	copy(event: Event, process = 0): Copy {
		const copy: Copy = {
			...{ event, process, tries: [], verdict: undefined },
			...{ sentAt: Date.now(), answeredAt: undefined },
		};
		this.copies.push(copy);
		return copy;
	}

	/** Sends a copy until it gets a 2xx; `cuts` says how the first attempts end. */
	async send(copy: Copy, cuts: readonly Cut[] = []): Promise<void> {
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

	async #cut(copy: Copy, cut: Cut): Promise<void> {
		const url = await this.#nextUrl(copy);
		copy.tries.push(`cut: ${cut}`);
		// n8n may be down: then the connection is refused, which is not an answer either.
		if (url !== undefined) await sendCut(url, copy.event.delivery, cut).catch(() => undefined);
	}

	async #try(copy: Copy): Promise<void> {
		const url = await this.#nextUrl(copy);
		if (url === undefined) {
			copy.tries.push('nobody is ready');
			return;
		}
		try {
			const timeoutMs = this.answerTimeoutMs;
			const answer = await postDelivery(url, copy.event.delivery, { timeoutMs });
			copy.tries.push(String(answer.status));
			copy.verdict = verdictOf(answer);
			if (copy.verdict) copy.answeredAt = Date.now();
		} catch (error) {
			this.#down.add(new URL(url).origin);
			const { code, message } = error as NodeJS.ErrnoException;
			copy.tries.push(String(code ?? message));
		}
	}

	/** The first URL, from the copy's own process on, whose process takes deliveries. */
	async #nextUrl({ process, tries }: Copy): Promise<string | undefined> {
		for (let step = 0; step < this.urls.length; step++) {
			const url = this.urls[(process + tries.length + step) % this.urls.length] ?? '';
			if (await this.#isUp(new URL(url).origin)) return url;
		}
		return undefined;
	}

	async #isUp(origin: string): Promise<boolean> {
		if (!this.#down.has(origin)) return true;
		try {
			const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
			const { ok } = await fetch(origin + READINESS, { signal });
			if (ok) this.#down.delete(origin);
			return ok;
		} catch {
			return false;
		}
	}
}

function verdictOf({ status: code, body }: Answer): Copy['verdict'] {
	// Anything but a 2xx is sent again; a 2xx is not.
	if (code < 200 || code > 299) return undefined;
	const { status, reason } = body as { status?: string; reason?: string };
	if (status === 'accepted') return 'accepted';
	return status === 'ignored' && reason === 'duplicate' ? 'duplicate' : 'swallowed';
}
