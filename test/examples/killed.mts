import { setTimeout as sleep } from 'node:timers/promises';

import { poll } from '../../scripts/n8n/poll.mts';
import { anotherShopper } from './checkout.mts';
import type { Kit } from './kit.mts';
import type { Sequences } from './late.mts';

type Shopper = ReturnType<typeof anotherShopper>;

/** So often is n8n killed. */
export const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 4);
/** The reminders that each gets. */
export const ALL = [1, 2, 3];

const CARTS_A_ROUND = 4;
const LEFT_WITHIN_MS = 3_000;
const KILLED_WITHIN_MS = 5_000;
const PAUSE_MS = 200;
const STEP_TIMEOUT_MS = 120_000;

/** What became of a shopper's reminders, by their numbers. */
export interface Fate extends Shopper {
	sent: number[];
	/** How many were noted as accepted: all but those that n8n was killed in. */
	accepted: number;
}

const atRandom = async (withinMs: number) => await sleep(Math.random() * withinMs);

/** Kills n8n at random moments while carts come, wait and are reminded. */
export class Killing {
	readonly #shoppers: Shopper[] = [];
	#isUp = Promise.resolve();

	constructor(
		readonly kit: Kit,
		readonly sequences: Sequences,
	) {}

	/** Some carts are left around the moment in which n8n dies. */
	async round(): Promise<void> {
		const shoppers = Array.from({ length: CARTS_A_ROUND }, anotherShopper);
		this.#shoppers.push(...shoppers);
		const left = shoppers.map(async (shopper) => {
			await atRandom(LEFT_WITHIN_MS);
			await this.#leave(shopper);
		});
		await Promise.all([...left, this.#kill()]);
	}

	/** Waits until this reminder is sent to somebody, and kills n8n then. */
	async killAtStep(step: number): Promise<void> {
		const isSent = () => this.#shoppers.some((shopper) => this.#sent(shopper).includes(step));
		await poll(
			() => `reminder ${step}`,
			STEP_TIMEOUT_MS,
			async () => isSent() || undefined,
		);
		await this.#kill();
	}

	/** What became of each, once all sequences have come to their end. */
	async end(): Promise<Fate[]> {
		const fates: Fate[] = [];
		for (const shopper of this.#shoppers) {
			const { accepted } = await this.kit.sequence(shopper, { status: 'finished' });
			fates.push({ ...shopper, sent: this.#sent(shopper), accepted: Number(accepted ?? 0) });
		}
		const messages = fates.flatMap(({ sent }) => sent).length;
		const unsure = fates.reduce((sum, { accepted }) => sum + ALL.length - accepted, 0);
		const retried = (await this.kit.recover.executions()).filter(({ mode }) => mode === 'retry');
		console.log(
			`${ROUNDS} kills, ${fates.length} carts: ${messages} messages; ` +
				`${unsure} were being sent, ${retried.length} were retried`,
		);
		return fates;
	}

	#sent(shopper: Shopper): number[] {
		return this.kit.calls(shopper).map(({ step }) => step);
	}

	async #kill(): Promise<void> {
		await atRandom(KILLED_WITHIN_MS);
		const { makeLateIn: meanwhile } = this.sequences;
		const restarted = this.kit.host.restart({ isSudden: true, meanwhile });
		this.#isUp = restarted.catch(() => undefined);
		await restarted;
	}

	/** As Cashfree does it: what got no 2xx is sent again. */
	async #leave(shopper: Shopper): Promise<void> {
		for (;;) {
			const answer = await this.kit.deliver(shopper, {}).catch(() => undefined);
			if (answer?.status === 200) return;
			await sleep(PAUSE_MS);
			await this.#isUp;
		}
	}
}
