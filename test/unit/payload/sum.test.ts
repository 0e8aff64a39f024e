import { describe, expect, it } from '@jest/globals';

import { sumExact } from '../../../nodes/Ecom360/payload/amounts';

describe('sumExact', () => {
	it.each([
		[[], 0],
		[[2, 3], 5],
		[[0.1, 0.2], 0.3],
		[[0.1, 0.2, 0.3], 0.6],
		[[1.005, 2], 3.005],
		[[1e-7, 2e-7], 3e-7],
		[[1e300, 1], 1e300],
		[[5e-324, 1], 1],
	])('of %j is %d', (values, expected) => {
		expect(sumExact(values)).toBe(expected);
	});

	it('adds up as many values as a body can hold', () => {
		expect(sumExact(new Array<number>(1_000_000).fill(0.1))).toBe(100_000);
	});
});
