import { describe, expect, it } from '@jest/globals';

import type { RejectionReason } from '../../../nodes/Ecom360/shared/rejection';
import { steadyClock } from '../../../nodes/Ecom360/trigger/clock';
import { Tally } from '../../../nodes/Ecom360/trigger/log';
import { Refusals } from '../../../nodes/Ecom360/trigger/respond';

it.each([
	['both clocks go on', '5/5 9/9', 9],
	['the wall clock is set back', '5/5 -1000/9', 9],
	['it is set back and goes on', '-1000/0 -900/100', 100],
	['it is set forward', '5/5 1000/9', 1000],
	['the machine slept, and the other clock with it', '5/5 1000/5', 1000],
])('a clock goes on where %s', (_, readings, elapsed) => {
	const both = readings.split(' ');
	const later = ['0/0', ...both].map((reading) => reading.split('/').map(Number));
	const now = steadyClock(() => later.shift() ?? []);
	expect(both.map(now).at(-1)).toBe(elapsed);
});

describe('Tally', () => {
	it('tells of the first at once, then of all that came until the interval was over', () => {
		const tally = new Tally({ intervalMs: 60 });
		const told = [0, 1, 2, 59, 60, 61, 120].map((now) => tally.note('one', now));
		expect(told).toEqual([1, undefined, undefined, undefined, 4, undefined, 2]);
	});

	it('counts under each name by itself', () => {
		const tally = new Tally({ intervalMs: 60 });
		const told = ['one', '__proto__', 'one'].map((name) => tally.note(name, 0));
		expect(told).toEqual([1, 1, undefined]);
	});
});

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 31, 10);

describe('Refusals', () => {
	it('reports the first at once', () => {
		const refusals = new Refusals({ intervalMs: HOUR });
		expect(refusals.note('one', 'signature_mismatch', START, 0)).toEqual({
			count: 1,
			since: '2026-01-31T10:00:00.000Z',
			until: '2026-01-31T10:00:00.000Z',
			reasons: { signature_mismatch: 1 },
		});
	});

	it('reports once an hour, and all that came since', () => {
		const refusals = new Refusals({ intervalMs: HOUR });
		const noted = (later: number, reason: RejectionReason = 'signature_mismatch') =>
			refusals.note('one', reason, START + later, later);
		expect(noted(0)?.count).toBe(1);
		expect([noted(1), noted(2, 'signature_missing'), noted(HOUR - 1)]).toEqual(
			Array(3).fill(undefined),
		);
		expect(noted(HOUR)).toEqual({
			count: 4,
			since: '2026-01-31T10:00:00.001Z',
			until: '2026-01-31T11:00:00.000Z',
			reasons: { signature_mismatch: 3, signature_missing: 1 },
		});
		expect(noted(HOUR + 1)).toBeUndefined();
	});

	it('reports after an hour, whatever was made of the wall clock meanwhile', () => {
		const refusals = new Refusals({ intervalMs: HOUR });
		refusals.note('one', 'signature_mismatch', START, 0);
		expect(refusals.note('one', 'signature_mismatch', START - 48 * HOUR, HOUR)?.count).toBe(1);
	});

	it('counts for each trigger by itself', () => {
		const refusals = new Refusals({ intervalMs: HOUR });
		refusals.note('one', 'signature_mismatch', START, 0);
		expect(refusals.note('other', 'signature_mismatch', START + 1, 1)?.count).toBe(1);
	});
});
