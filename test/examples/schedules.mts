import type { Example } from './example.mts';

interface Interval {
	field: string;
	minutesInterval?: number;
	daysInterval?: number;
	weeksInterval?: number;
	triggerAtDay?: number[];
}

const LONGEST_MONTH_DAYS = 31;
const MINUTES_A_DAY = 24 * 60;

/** How many executions an example's schedules start in a month, whether or not anything comes. */
export function monthlyRuns({ nodes }: Example): number {
	return nodes
		.filter(({ type }) => type === 'n8n-nodes-base.scheduleTrigger')
		.flatMap(({ parameters }) => (parameters['rule'] as { interval: Interval[] }).interval)
		.reduce((sum, interval) => sum + monthly(interval), 0);
}

function monthly({ field, ...interval }: Interval): number {
	const { minutesInterval = 1, daysInterval = 1, weeksInterval = 1, triggerAtDay = [0] } = interval;
	switch (field) {
		case 'minutes':
			return (LONGEST_MONTH_DAYS * MINUTES_A_DAY) / minutesInterval;
		case 'days':
			return LONGEST_MONTH_DAYS / daysInterval;
		case 'weeks':
			return (5 * triggerAtDay.length) / weeksInterval;
		default:
			throw new Error(`A schedule by ${field} is not known.`);
	}
}
