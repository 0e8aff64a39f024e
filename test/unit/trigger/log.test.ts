import { describe, expect, it } from '@jest/globals';

import { Tally } from '../../../nodes/Ecom360/trigger/log';

describe('Tally', () => {
	it('tells of the first at once, then of all that came until the interval was over', () => {
		const tally = new Tally({ intervalMs: 60 });
		const told = [0, 1, 2, 59, 60, 61, 120].map((now) => tally.note('one', now));
		expect(told).toEqual([1, undefined, undefined, undefined, 4, undefined, 2]);
	});

	it('counts under each name by itself', () => {
		const tally = new Tally({ intervalMs: 60 });
		expect([tally.note('one', 0), tally.note('__proto__', 1), tally.note('one', 2)]).toEqual([
			1,
			1,
			undefined,
		]);
	});
});
