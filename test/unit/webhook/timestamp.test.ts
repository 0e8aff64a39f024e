import { describe, expect, it } from '@jest/globals';

import { readTime } from '../../../nodes/Ecom360/webhook/timestamp';

describe('readTime', () => {
	// Of an offset with minutes the colon would be free to move between time and neighbour.
	it.each([
		['1769853600', 1769853600000],
		['1769853600000', 1769853600000],
		['2026-01-31T10:00:00Z', 1769853600000],
		['2026-01-31t15:30:00.000+05:30', 1769853600000],
		['2026-01-31T10:00z', 1769853600000],
		['2026-01-31T15:30:00+0530', 1769853600000],
		['2026-01-31 15:30:00.5 +05:30', 1769853600500],
		['2026-01-31T10:00:00,5Z', 1769853600500],
		['20260131T100000Z', 1769853600000],
		['20260131T153000.000+0530', 1769853600000],
		['2026-02-31T10:00:00Z', undefined],
		['2026-01-31T25:00:00Z', undefined],
		['2026-13-31T10:00:00Z', undefined],
		['1969-12-31T23:59:59Z', undefined],
		['0001-01-01T00:00:00Z', undefined],
		['9999-12-31T23:59:59-14:00', undefined],
		['+275760-09-13T00:00:00.000Z', undefined],
		['2026-01-31T15:30:00+05', undefined],
		['2026-01-31T10:00:00', undefined],
		['2026-01-31', undefined],
		['176985360', undefined],
		['17698536000000', undefined],
		['Sat, 31 Jan 2026 10:00:00 GMT', undefined],
		['yesterday', undefined],
		['', undefined],
	])('reads %j', (text, expected) => {
		expect(readTime(text)).toBe(expected);
	});
});
