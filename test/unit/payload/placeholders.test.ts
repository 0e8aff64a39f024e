import { describe, expect, it } from '@jest/globals';

import { meaningful, meaningfulName } from '../../../nodes/Ecom360/payload/titles';

const NOTHING = [
	...['null', 'NULL', 'undefined', 'N/A', 'n/a', 'NA', 'na', 'none', 'None', 'NaN', 'nil'],
	...[
		'N.A.',
		'None None',
		'null - null',
		'(null)',
		'NullNull',
		'nu\u200Bll',
		'undefined, NONE',
		'N/A n/a',
	],
	...['-', '.', '--', '***', '?', '\u2800', '\u3164', '\u115F\u1160', '\uFFA0', '\u200D', '\u0301'],
];

describe('meaningful', () => {
	it.each([...NOTHING, ''])('takes %j for missing', (text) => {
		expect(meaningful(text)).toBeNull();
	});

	it.each(['WELCOME10', '501', 'Nah', 'T-Shirt', '👕', '₹500 off', 'None of your business', 'Na'])(
		'keeps %j',
		(text) => {
			expect(meaningful(text)).toBe(text);
		},
	);

	it('knows nothing of nothing', () => {
		expect(meaningful(null)).toBeNull();
	});
});

describe('meaningfulName', () => {
	it.each([...NOTHING, '', '12345', '👕', 'null null', 'undefined null'])(
		'takes %j for missing',
		(name) => {
			expect(meaningfulName(name)).toBeNull();
		},
	);

	it.each([
		'Asha',
		'Na',
		'आशा',
		'李',
		'O’Neil',
		'Nullis',
		'R2',
		'Asha Na',
		'Nana',
		'O’Nil',
		'Nonetta',
		'N.A. Rao',
	])('keeps %j', (name) => {
		expect(meaningfulName(name)).toBe(name);
	});

	it.each([
		['Asha null', 'Asha'],
		['null Rao', 'Rao'],
		['undefined Asha undefined', 'Asha'],
		['Asha None', 'Asha'],
		['NULL Rao', 'Rao'],
		['Asha NA', 'Asha'],
		['Asha N/A', 'Asha'],
		['Asha (null) Rao', 'Asha Rao'],
		['null, Asha', 'Asha'],
		['Asha_undefined', 'Asha'],
		['Asha nonenone', 'Asha'],
		['Asha\u200B nu\u200Bll', 'Asha'],
	])('makes of %j %j', (name, expected) => {
		expect(meaningfulName(name)).toBe(expected);
	});

	it('knows nothing of nothing', () => {
		expect(meaningfulName(null)).toBeNull();
	});
});
