import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { anEcom360Body } from '../support/checkout.mts';
import { signedDelivery, type Delivery } from '../../scripts/delivery.mts';
import { postDelivery } from '../../scripts/post.mts';
import { sendCut, type Cut } from './cut.mts';

/** One abandoned checkout, and how its sender fared. */
export interface Event {
	token: string;
	delivery: Delivery;
	tries: number;
	firstTriedAt: number;
	/** When it was answered with a 2xx; undefined until then. */
	acceptedAt: number | undefined;
	/** Every status that came back, and `none` for no answer. */
	answers: string[];
}

const TIMEOUT_MS = 15_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Sends as Cashfree describes it: no 2xx, or none in time, and the same delivery goes out again. */
export class Sender {
	readonly events: Event[] = [];
	readonly #url: string;
	readonly #key: string;
	#isClosed = false;

	constructor(url: string, key: string) {
		this.#url = url;
		this.#key = key;
	}

	/** A new event; `data` goes into its body. */
	event(data: Record<string, unknown> = {}): Event {
		const token = `token-${randomBytes(12).toString('hex')}`;
		const url = `https://shop.example/checkouts/${token}`;
		const body = anEcom360Body({ cart_token: token, abandoned_checkout_url: url, ...data });
		const delivery = signedDelivery({ shape: 'ecom360', key: this.#key, body });
		const event: Event = {
			...{ token, delivery, tries: 0, firstTriedAt: Date.now() },
			...{ acceptedAt: undefined, answers: [] },
		};
		this.events.push(event);
		return event;
	}

	/** Sends an event until it is accepted; `cuts` are how the first tries end. */
	async send(event: Event, cuts: Cut[] = []): Promise<void> {
		for (const cut of cuts) {
			event.tries += 1;
			event.answers.push(`cut: ${cut}`);
			// n8n may be down: then the connection is refused, which is no answer either.
			await sendCut(this.#url, event.delivery, cut).catch(() => undefined);
		}
		for (
			let pause = FIRST_PAUSE_MS;
			!this.#isClosed;
			pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
		) {
			if (await this.#isAccepted(event)) return;
			await sleep(pause);
		}
	}

	/** Keeps this many senders busy during `work`, and then until all they sent is accepted. */
	async load(
		concurrency: number,
		work: () => Promise<void>,
		cutsOf: () => Cut[] = () => [],
	): Promise<void> {
		let isRunning = true;
		const senders = Array.from({ length: concurrency }, async () => {
			while (isRunning) await this.send(this.event(), cutsOf());
		});
		try {
			await work();
		} finally {
			isRunning = false;
			await Promise.all(senders);
		}
	}

	/** Gives up on whatever is not accepted yet. */
	close(): void {
		this.#isClosed = true;
	}

	/** Tries once. */
	async #isAccepted(event: Event): Promise<boolean> {
		event.tries += 1;
		try {
			const options = { timeoutMs: TIMEOUT_MS };
			const { status } = await postDelivery(this.#url, event.delivery, options);
			event.answers.push(String(status));
			if (status < 200 || status > 299) return false;
			event.acceptedAt = Date.now();
			return true;
		} catch {
			event.answers.push('none');
			return false;
		}
	}
}
