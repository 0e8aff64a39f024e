import type { Example } from './example.mts';

interface Interval {
	field: string;
	minutesInterval?: number;
	daysInterval?: number;
	weeksInterval?: number;
	triggerAtDay?: number[];
}

/** How often an interval comes in a month of 31 days; one by another field is an error. */
const MONTHLY: Record<string, (interval: Interval) => number> = {
	minutes: ({ minutesInterval = 1 }) => (31 * 24 * 60) / minutesInterval,
	days: ({ daysInterval = 1 }) => 31 / daysInterval,
	weeks: ({ weeksInterval = 1, triggerAtDay = [0] }) => (5 * triggerAtDay.length) / weeksInterval,
};

/** How many executions an example's schedules start in a month, whether or not anything comes. */
export function monthlyRuns({ nodes }: Example): number {
	return nodes
		.filter(({ type }) => type === 'n8n-nodes-base.scheduleTrigger')
		.flatMap(({ parameters }) => (parameters['rule'] as { interval: Interval[] }).interval)
		.reduce((sum, interval) => sum + MONTHLY[interval.field]!(interval), 0);
}
