/** A claim still unsettled after this long is released: its answer will not come. */
const LONGEST_FLIGHT_MS = 15 * 60_000;

/** The right to start an execution for one delivery. */
export interface Claim {
	/** Says how n8n answered: once kept, later copies are duplicates; once released, the next may try. */
	settle(isKept: boolean): void;
}

/** What a claim came to: the right, a copy of one that was kept, or a copy of one still in flight. */
export type Claiming = Claim | 'duplicate' | 'inProgress';

/** How a memory reads the time, and how long a copy waits for the answer to the first. */
export interface Timing {
	/** Milliseconds of a clock that never goes back: see `steadyClock`. */
	now(): number;
	/** Called once there is something to wait for. If left out, a copy waits however long it takes. */
	patience?(): Promise<void>;
}

interface Entry {
	keys: readonly string[];
	claimedAt: number;
	windowMs: number;
	state: 'inFlight' | 'kept';
	settled: Promise<void>;
}

/** Whether an entry still stands for its delivery. */
function isCurrent({ state, claimedAt, windowMs }: Entry, now: number): boolean {
	return now - claimedAt < (state === 'kept' ? windowMs : LONGEST_FLIGHT_MS);
}

export interface RecentDeliveriesOptions {
	/** The most deliveries remembered; beyond it the oldest is forgotten. */
	capacity: number;
}

/**
 * Remembers a bounded number of the deliveries that one trigger accepted, in this process only.
 *
 * Static data is no store for this: n8n 2.41 resets its changed-flag before saving on the accepted
 * path, so that only the first delivery's record was ever saved.
 */
export class RecentDeliveries {
	private readonly byKey = new Map<string, Entry>();
	/** In the order of claiming, so that the first is the oldest. */
	private readonly entries = new Set<Entry>();

	constructor(private readonly options: RecentDeliveriesOptions) {}

	get size(): number {
		return this.entries.size;
	}

	/** When the oldest delivery remembered was claimed; `Infinity` where there is none. */
	get oldest(): number {
		const [oldest] = this.entries;
		return oldest?.claimedAt ?? Infinity;
	}

	/**
	 * Claims a delivery, unless one with a key in common was kept within the window.
	 *
	 * The claim is made before this function first awaits, so that only one of many simultaneous
	 * copies passes. A copy of a delivery in flight waits for its answer, as long as patience lasts;
	 * the time is read again after such a wait. With a window of 0 nothing is kept. `alsoUnder` holds
	 * keys by which the delivery can be found later, but which do not make it a copy of another.
	 */
	async claim(
		keys: readonly string[],
		windowMs: number,
		{ now, patience }: Timing,
		alsoUnder: readonly string[] = [],
	): Promise<Claiming> {
		let isPatient = true;
		let lostPatience: Promise<void> | undefined;
		for (;;) {
			const earlier = this.find(keys, windowMs, now());
			if (!earlier) return this.add([...keys, ...alsoUnder], windowMs, now());
			if (earlier.state === 'kept') return 'duplicate';
			if (!isPatient) return 'inProgress';
			lostPatience ??= patience?.().then(() => void (isPatient = false));
			await Promise.race([earlier.settled, ...(lostPatience ? [lostPatience] : [])]);
		}
	}

	/** Forgets expired entries, up to the first that is current. */
	forgetExpired(now: number): void {
		for (const entry of this.entries) {
			if (isCurrent(entry, now)) return;
			this.forget(entry);
		}
	}

	forgetOldest(): void {
		const [oldest] = this.entries;
		if (oldest) this.forget(oldest);
	}

	/** Prefers a kept one: it decides at once, whereas one in flight may still fail. */
	private find(keys: readonly string[], windowMs: number, now: number): Entry | undefined {
		const known = keys.flatMap((key) => this.byKey.get(key) ?? []);
		const current = known.filter((entry) => isCurrent({ ...entry, windowMs }, now));
		return current.find(({ state }) => state === 'kept') ?? current[0];
	}

	private add(keys: readonly string[], windowMs: number, claimedAt: number): Claim {
		let wake = () => {};
		const settled = new Promise<void>((resolve) => (wake = resolve));
		const entry: Entry = { keys, claimedAt, windowMs, state: 'inFlight', settled };
		for (const key of keys) this.byKey.set(key, entry);
		this.entries.add(entry);
		this.forgetExpired(claimedAt);
		if (this.entries.size > this.options.capacity) this.forgetOldest();
		return {
			settle: (isKept) => {
				if (isKept && windowMs > 0) entry.state = 'kept';
				else this.forget(entry);
				wake();
			},
		};
	}

	private forget(entry: Entry): void {
		this.entries.delete(entry);
		for (const key of entry.keys) {
			// A later delivery may have taken the key over.
			if (this.byKey.get(key) === entry) this.byKey.delete(key);
		}
	}
}

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
		timing: Timing,
		alsoUnder: readonly string[] = [],
	): Promise<Claiming> {
		const claiming = this.memoryOf(trigger).claim(keys, windowMs, timing, alsoUnder);
		if (this.size > this.options.inAll) this.makeRoom(timing.now());
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
