import {
	RecentDeliveries,
	type Claim,
	type Timing,
} from '../../nodes/Ecom360/trigger/recent-deliveries.ts';

/** A memory whose clock stands still until it is moved. */
export interface TestMemory {
	recent: RecentDeliveries;
	/** Unix milliseconds. */
	now: number;
	/** Undefined for a copy. */
	claim: (keys: readonly string[]) => Promise<Claim | undefined>;
	/** What a claim returns, with the patience given. */
	ask: (
		keys: readonly string[],
		patience?: Timing['patience'],
	) => Promise<'claimed' | 'duplicate' | 'inProgress'>;
	/** Claims and keeps; returns whether that was possible. */
	claims: (keys: readonly string[]) => Promise<boolean>;
	keep: (keys: readonly string[]) => Promise<void>;
}

export function aMemory({ capacity = 100, windowMs = 3_600_000 } = {}): TestMemory {
	const recent = new RecentDeliveries({ capacity });
	const now = () => memory.now;
	const claim = async (keys: readonly string[]) => {
		const claiming = await recent.claim(keys, windowMs, { now });
		return typeof claiming === 'object' ? claiming : undefined;
	};
	const ask: TestMemory['ask'] = async (keys, patience) => {
		const claiming = await recent.claim(keys, windowMs, { now, ...(patience && { patience }) });
		return typeof claiming === 'object' ? 'claimed' : claiming;
	};
	const claims = async (keys: readonly string[]) => {
		const claimed = await claim(keys);
		claimed?.settle(true);
		return claimed !== undefined;
	};
	const keep = async (keys: readonly string[]) => {
		if (!(await claims(keys))) throw new Error('It was a duplicate.');
	};
	const memory: TestMemory = { recent, now: 1_769_853_600_000, claim, ask, claims, keep };
	return memory;
}
