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
		const told = ['one', '__proto__', 'one'].map((name) => tally.note(name, 0));
		expect(told).toEqual([1, 1, undefined]);
	});
});
