import {
	RecentDeliveries,
	type Claim,
	type Timing,
} from '../../nodes/Ecom360/trigger/recent-deliveries.ts';

/** A memory whose clock stands still until `now` (Unix milliseconds) is moved. */
export function aMemory({ capacity = 100, windowMs = 3_600_000 } = {}) {
	const recent = new RecentDeliveries({ capacity });
	const timing: Timing = { now: () => memory.now };
	/** Undefined for a copy. */
	const claim = async (keys: readonly string[]): Promise<Claim | undefined> => {
		const claiming = await recent.claim(keys, windowMs, timing);
		return typeof claiming === 'object' ? claiming : undefined;
	};
	/** What a claim returns, with the patience given. */
	const ask = async (keys: readonly string[], patience?: Timing['patience']) => {
		const claiming = await recent.claim(keys, windowMs, {
			...timing,
			...(patience && { patience }),
		});
		return typeof claiming === 'object' ? 'claimed' : claiming;
	};
	/** Claims and keeps; returns whether that was possible. */
	const claims = async (keys: readonly string[]) => {
		const own = await claim(keys);
		own?.settle(true);
		return own !== undefined;
	};
	const keep = async (keys: readonly string[]) => {
		if (!(await claims(keys))) throw new Error('It was a duplicate.');
	};
	const memory = { recent, now: 1_769_853_600_000, claim, ask, claims, keep };
	return memory;
}
