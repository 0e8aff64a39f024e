import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { postDelivery, type Answer } from '../../scripts/post.mts';
import { Balancer } from './balancer.mts';
import type { Guard, PlannedEvent, Turn } from './plan.mts';

const AT_ONCE = 16;
const RETRY_AFTER_MS = 250;
const GIVE_UP_AFTER_MS = 90_000;
const ANSWER_TIMEOUT_MS = 30_000;

/** One copy of a delivery, sent until it got a 200. */
export interface SentCopy {
	event: PlannedEvent;
	/** `swallowed`: a 200 that the trigger did not give. */
	verdict: 'accepted' | 'duplicate' | 'swallowed';
	/** Why it had to be sent again: a status, or an error of the connection. */
	failures: string[];
	/** Unix milliseconds. */
	sentAt: number;
	answeredAt: number;
}

/**
 * Sends as Cashfree describes it, through a load balancer: a delivery that gets no 2xx is sent
 * again, until it does.
 */
export class QueueSender {
	readonly copies: SentCopy[] = [];
	readonly #balancer = new Balancer();
	readonly #progress = new EventEmitter();
	#turnsDone = 0;
	#turnsPlanned = 0;

	/** `urls`: of each guard's workflow, the URL at each process. */
	constructor(readonly urls: Record<Guard, string[]>) {
		this.#progress.setMaxListeners(AT_ONCE);
	}

	async send(turns: Turn[]): Promise<void> {
		this.#turnsPlanned = turns.length;
		const waiting = turns.values();
		const work = async (): Promise<void> => {
			for (const turn of waiting) {
				await Promise.all(
					turn.processes.map(async (process) => {
						this.copies.push(await this.#sendCopy(turn.event, process));
					}),
				);
				this.#turnsDone++;
				this.#progress.emit('turn');
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, work));
	}

	/** Returns when this share of everything planned has been answered. */
	async reached(share: number): Promise<void> {
		while (this.#turnsDone === 0 || this.#turnsDone < share * this.#turnsPlanned) {
			await once(this.#progress, 'turn');
		}
	}

	async #sendCopy(event: PlannedEvent, process: number): Promise<SentCopy> {
		const urls = this.urls[event.guard];
		const failures: string[] = [];
		const sentAt = Date.now();
		while (Date.now() - sentAt < GIVE_UP_AFTER_MS) {
			const url = await this.#balancer.pick(urls, process + failures.length);
			const answer = url === undefined ? 'nobody is ready' : await this.#post(url, event);
			const verdict = verdictOf(answer);
			if (verdict) return { event, verdict, failures, sentAt, answeredAt: Date.now() };
			failures.push(typeof answer === 'string' ? answer : String(answer.status));
			await sleep(RETRY_AFTER_MS);
		}
		throw new Error(`A delivery was never accepted: ${failures.join(', ')}`);
	}

	async #post(url: string, { delivery }: PlannedEvent): Promise<Answer | string> {
		try {
			return await postDelivery(url, delivery, { timeoutMs: ANSWER_TIMEOUT_MS });
		} catch (error) {
			this.#balancer.failed(url);
			const { code, message } = error as NodeJS.ErrnoException;
			return String(code ?? message);
		}
	}
}

function verdictOf(answer: Answer | string): SentCopy['verdict'] | undefined {
	// Whatever is no 2xx is sent again; whatever is one, is not.
	if (typeof answer === 'string' || answer.status < 200 || answer.status > 299) return undefined;
	const { status, reason } = answer.body as { status?: string; reason?: string };
	if (status === 'accepted') return 'accepted';
	return status === 'ignored' && reason === 'duplicate' ? 'duplicate' : 'swallowed';
}
