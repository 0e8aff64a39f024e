import {
	RecentDeliveries,
	type Claim,
	type DeliveryNames,
} from '../../nodes/Ecom360/trigger/recent-deliveries.ts';

/** A memory with a clock that stands still until it is moved. */
export interface TestMemory {
	recent: RecentDeliveries;
	/** Unix milliseconds. */
	now: number;
	claim: (names: DeliveryNames) => Promise<Claim | undefined>;
	/** Claims and keeps; whether that was possible. */
	claims: (names: DeliveryNames) => Promise<boolean>;
	keep: (names: DeliveryNames) => Promise<void>;
}

export function aMemory({ capacity = 100, windowMs = 3_600_000 } = {}): TestMemory {
	const recent = new RecentDeliveries({ capacity });
	const claim = async (names: DeliveryNames) =>
		await recent.claim(names, windowMs, () => memory.now);
	const claims = async (names: DeliveryNames) => {
		const claimed = await claim(names);
		claimed?.settle(true);
		return claimed !== undefined;
	};
	const keep = async (names: DeliveryNames) => {
		if (!(await claims(names))) throw new Error('It was a duplicate.');
	};
	const memory: TestMemory = { recent, now: 1_769_853_600_000, claim, claims, keep };
	return memory;
}
