import { expect, it } from '@jest/globals';

import { steadyClock } from '../../../nodes/Ecom360/trigger/clock';

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
