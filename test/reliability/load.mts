import { EventEmitter, once } from 'node:events';

import type { Cut } from './cut.mts';
import type { Event } from './event.mts';
import type { Copy, Sender } from './sender.mts';

interface Busy {
	/** Senders at work at the same time. */
	atOnce: number;
	/** The next copy to send. */
	copy: () => Copy;
	/** How a copy's first tries end. */
	cutsOf?: () => Cut[];
}

/** Keeps senders busy during `work`, and then until everything they sent is accepted. */
export async function keepBusy(
	sender: Sender,
	{ atOnce, copy, cutsOf = () => [] }: Busy,
	work: () => Promise<void>,
): Promise<void> {
	let isRunning = true;
	const senders = Promise.all(
		Array.from({ length: atOnce }, async () => {
			while (isRunning) await sender.send(copy(), cutsOf());
		}),
	);
	// One that gives up is reported when `work` is done.
	senders.catch(() => undefined);
	try {
		await work();
	} finally {
		isRunning = false;
		await senders;
	}
}

/** Copies that are sent at one moment: each to the process with its number. */
export interface Turn<E extends Event = Event> {
	event: E;
	processes: number[];
}

/** Sends what was planned, this many turns at the same time, and says how far it has got. */
export class PlannedLoad<E extends Event> {
	readonly #progress = new EventEmitter();
	#turnsDone = 0;

	constructor(
		readonly sender: Sender<E>,
		readonly turns: ReadonlyArray<Turn<E>>,
		readonly atOnce = 16,
	) {
		this.#progress.setMaxListeners(atOnce);
	}

	async send(): Promise<void> {
		const waiting = this.turns.values();
		const work = async (): Promise<void> => {
			for (const { event, processes } of waiting) {
				const copies = processes.map((process) => this.sender.copy(event, process));
				await Promise.all(copies.map(async (copy) => await this.sender.send(copy)));
				this.#turnsDone += 1;
				this.#progress.emit('turn');
			}
		};
		await Promise.all(Array.from({ length: this.atOnce }, work));
	}

	/** Returns when this share of everything planned has been answered. */
	async reached(share: number): Promise<void> {
		while (this.#turnsDone === 0 || this.#turnsDone < share * this.turns.length) {
			await once(this.#progress, 'turn');
		}
	}
}
