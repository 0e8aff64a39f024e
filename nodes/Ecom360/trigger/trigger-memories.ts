import { RecentDeliveries, type Claim } from './recent-deliveries';

export interface TriggerMemoriesOptions {
	/** The most deliveries remembered for one trigger. */
	perTrigger: number;
	/** The most deliveries remembered for all of them. */
	inAll: number;
}

/** One memory of recent deliveries for each trigger, for as long as this process lives. */
export class TriggerMemories {
	private readonly memories = new Map<string, RecentDeliveries>();

	constructor(private readonly options: TriggerMemoriesOptions) {}

	/** How many deliveries are remembered for all triggers. */
	get size(): number {
		let size = 0;
		for (const memory of this.memories.values()) size += memory.size;
		return size;
	}

	/** How many triggers have something remembered for them. */
	get triggers(): number {
		return this.memories.size;
	}

	/** Claims a delivery for a trigger: see `RecentDeliveries.claim`. */
	async claim(
		trigger: string,
		keys: readonly string[],
		windowMs: number,
		now: () => number,
	): Promise<Claim | undefined> {
		const claiming = this.memoryOf(trigger).claim(keys, windowMs, now);
		if (this.size > this.options.inAll) this.makeRoom(now());
		return await claiming;
	}

	private memoryOf(trigger: string): RecentDeliveries {
		const known = this.memories.get(trigger);
		if (known) return known;
		const memory = new RecentDeliveries({ capacity: this.options.perTrigger });
		this.memories.set(trigger, memory);
		return memory;
	}

	/** What is older than its window goes first, then the oldest of all. */
	private makeRoom(now: number): void {
		for (const [trigger, memory] of this.memories) {
			memory.forgetExpired(now);
			if (memory.size === 0) this.memories.delete(trigger);
		}
		while (this.size > this.options.inAll) this.withOldest()?.forgetOldest();
	}

	private withOldest(): RecentDeliveries | undefined {
		let found: RecentDeliveries | undefined;
		for (const memory of this.memories.values()) {
			if (memory.oldest < (found?.oldest ?? Infinity)) found = memory;
		}
		return found;
	}
}
