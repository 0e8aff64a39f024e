import { EventEmitter, once } from 'node:events';

/** n8n storing executions, each held up until the test says how it ends. */
export class HeldStore {
	readonly #events = new EventEmitter();
	readonly #waiting: Array<(isStored: boolean) => void> = [];

	readonly store = async (): Promise<void> => {
		const isStored = await new Promise<boolean>((resolve) => {
			this.#waiting.push(resolve);
			this.#events.emit('arrival');
		});
		if (!isStored) throw new Error('The database is locked.');
	};

	get waiting(): number {
		return this.#waiting.length;
	}

	/** Returns once that many executions wait to be stored. */
	async arrivals(count: number): Promise<void> {
		while (this.waiting < count) await once(this.#events, 'arrival');
	}

	/** Ends the storing of the one that waits longest, or of the next that comes. */
	async finish(isStored: boolean): Promise<void> {
		await this.arrivals(1);
		this.#waiting.shift()?.(isStored);
	}
}
