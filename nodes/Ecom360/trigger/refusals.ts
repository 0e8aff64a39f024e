import type { RejectionReason } from './outcome';

/** The deliveries that were refused since the last report. */
export interface RefusalReport {
	count: number;
	/** ISO 8601, when the first and the last of them came. */
	since: string;
	until: string;
	reasons: Partial<Record<RejectionReason, number>>;
}

interface Tally {
	refused: Array<[reason: RejectionReason, count: number]>;
	since: number;
	/** Unix milliseconds; never, where there was no report. */
	reportedAt: number;
}

/** Counts refused deliveries for each trigger, and says when it is time to report them. */
export class Refusals {
	private readonly tallies = new Map<string, Tally>();

	constructor(private readonly options: { intervalMs: number }) {}

	/**
	 * Counts one, refused `now` (Unix milliseconds). Returns a report of all since the last one, but
	 * not again before the interval is over.
	 */
	note(trigger: string, reason: RejectionReason, now: number): RefusalReport | undefined {
		const { refused, since, reportedAt } = this.tallies.get(trigger) ?? {
			refused: [],
			since: now,
			reportedAt: -Infinity,
		};
		const counts = new Map(refused).set(reason, (new Map(refused).get(reason) ?? 0) + 1);
		const tally = { refused: [...counts], since: refused.length === 0 ? now : since };
		if (now - reportedAt < this.options.intervalMs) {
			this.tallies.set(trigger, { ...tally, reportedAt });
			return undefined;
		}
		this.tallies.set(trigger, { refused: [], since: now, reportedAt: now });
		return {
			count: tally.refused.reduce((sum, [, count]) => sum + count, 0),
			since: new Date(tally.since).toISOString(),
			until: new Date(now).toISOString(),
			reasons: Object.fromEntries(tally.refused),
		};
	}
}
