import { describe, expect, it } from '@jest/globals';

import { timestampMs } from '../../../nodes/Ecom360/webhook/timestamp';

describe('timestampMs', () => {
	it.each([
		['1769853600', 1769853600000],
		['1769853600000', 1769853600000],
	])('reads %s', (timestamp, expected) => {
		expect(timestampMs(timestamp)).toBe(expected);
	});
});
