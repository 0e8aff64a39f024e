import { RecentDeliveries, type Claim } from '../../nodes/Ecom360/trigger/recent-deliveries.ts';

/** A memory with a clock that stands still until it is moved. */
export interface TestMemory {
	recent: RecentDeliveries;
	/** Unix milliseconds. */
	now: number;
	claim: (keys: readonly string[]) => Promise<Claim | undefined>;
	/** Claims and keeps; whether that was possible. */
	claims: (keys: readonly string[]) => Promise<boolean>;
	keep: (keys: readonly string[]) => Promise<void>;
}

export function aMemory({ capacity = 100, windowMs = 3_600_000 } = {}): TestMemory {
	const recent = new RecentDeliveries({ capacity });
	const claim = async (keys: readonly string[]) =>
		await recent.claim(keys, windowMs, () => memory.now);
	const claims = async (keys: readonly string[]) => {
		const claimed = await claim(keys);
		claimed?.settle(true);
		return claimed !== undefined;
	};
	const keep = async (keys: readonly string[]) => {
		if (!(await claims(keys))) throw new Error('It was a duplicate.');
	};
	const memory: TestMemory = { recent, now: 1_769_853_600_000, claim, claims, keep };
	return memory;
}
