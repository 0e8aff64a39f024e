/** The two names by which a delivery is known again. */
export interface DeliveryNames {
	/** The sender's id: not signed, so a replay can carry a new one. */
	id: string;
	/** Of the signed body. */
	fingerprint: string;
}

/** The right to start an execution for one delivery. */
export interface Claim {
	/** Says how n8n answered: kept, every later copy is a duplicate; released, the next one may try. */
	settle(isKept: boolean): void;
}

interface Memory {
	keys: readonly [string, string];
	claimedAt: number;
	state: 'inFlight' | 'kept';
	settled: Promise<void>;
}

export interface RecentDeliveriesOptions {
	/** The most deliveries remembered; beyond it the oldest is forgotten. */
	capacity: number;
}

/**
 * Remembers the deliveries that were accepted, in this process only and for a bounded number.
 *
 * Static data is no store for this: n8n 2.41 resets its changed-flag before saving on the accepted
 * path, so that only the first delivery's record was ever saved.
 */
export class RecentDeliveries {
	private readonly byKey = new Map<string, Memory>();
	/** In the order of claiming, so that the first is the oldest. */
	private readonly memories = new Set<Memory>();

	constructor(private readonly options: RecentDeliveriesOptions) {}

	get size(): number {
		return this.memories.size;
	}

	/**
	 * Claims a delivery, or returns undefined where a copy of it was kept within the window.
	 *
	 * The claim is made before this function first awaits, so that of many copies at once one
	 * passes. A copy of a delivery in flight waits for its answer. `now` is read again after such a
	 * wait; it and the window are Unix milliseconds.
	 */
	async claim(
		names: DeliveryNames,
		windowMs: number,
		now: () => number,
	): Promise<Claim | undefined> {
		for (;;) {
			const earlier = this.find(names, now() - windowMs);
			if (!earlier) return this.add(names, now());
			if (earlier.state === 'kept') return undefined;
			await earlier.settled;
		}
	}

	private find(names: DeliveryNames, oldest: number): Memory | undefined {
		return keysOf(names)
			.map((key) => this.byKey.get(key))
			.find((memory) => memory && (memory.state === 'inFlight' || memory.claimedAt > oldest));
	}

	private add(names: DeliveryNames, claimedAt: number): Claim {
		let wake = () => {};
		const settled = new Promise<void>((resolve) => (wake = resolve));
		const memory: Memory = { keys: keysOf(names), claimedAt, state: 'inFlight', settled };
		for (const key of memory.keys) this.byKey.set(key, memory);
		this.memories.add(memory);
		if (this.memories.size > this.options.capacity) this.forgetOldest();
		return {
			settle: (isKept) => {
				if (isKept) memory.state = 'kept';
				else this.forget(memory);
				wake();
			},
		};
	}

	private forgetOldest(): void {
		const [oldest] = this.memories;
		if (oldest) this.forget(oldest);
	}

	private forget(memory: Memory): void {
		this.memories.delete(memory);
		for (const key of memory.keys) {
			// A later delivery may have taken the key over.
			if (this.byKey.get(key) === memory) this.byKey.delete(key);
		}
	}
}

/** Marked, so that no sender's id can pass for another delivery's fingerprint. */
function keysOf({ id, fingerprint }: DeliveryNames): readonly [string, string] {
	return [`id ${id}`, `fingerprint ${fingerprint}`];
}
