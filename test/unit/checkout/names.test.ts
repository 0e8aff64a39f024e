import { describe, expect, it } from '@jest/globals';

import { greetingName } from '../../../nodes/Ecom360/checkout/whatsapp-texts';

describe('greetingName', () => {
	it.each([
		['Asha', null, 'Asha'],
		['Mary Ann', 'Mary Ann Rao', 'Mary Ann'],
		['Mr. Rahul', 'Mr. Rahul Sharma', 'Rahul'],
		['Mr.', 'Mr. Sharma', 'Sharma'],
		['Dr.Asha', null, 'Asha'],
		['Shri', 'Shri Rahul Sharma', 'Rahul'],
		['Prof. Dr. Rao', null, 'Rao'],
		['श्री राम', null, 'राम'],
		['Smtaran', null, 'Smtaran'],
		['Drishti', null, 'Drishti'],
		['null', 'null Rao', 'Rao'],
		['N/A', 'Asha Rao', 'Asha'],
		[null, 'Asha Rao', 'Asha'],
		[null, 'Smt. Asha Rao', 'Asha'],
		[null, 'S. Ramesh', 'Ramesh'],
		[null, 'A K Sharma', 'Sharma'],
		[null, 'X', 'X'],
		[null, '李 小明', '小明'],
		[null, '- Asha', 'Asha'],
		[null, 'आशा राव', 'आशा'],
		['S.Ramesh', null, 'S.Ramesh'],
		['R2D2', null, 'R2D2'],
	])('greets %j, in full %j, as %j', (firstName, fullName, expected) => {
		expect(greetingName({ firstName, fullName })).toBe(expected);
	});

	it.each([
		[null, null],
		['null', 'null null'],
		['Mr.', 'Mr.'],
		['Mr', null],
		['.', '.'],
		['\u2800', '\u3164'],
		['12', '12'],
		['https://evil.example', 'https://evil.example Rao'],
		['Click evil.com', 'Click evil.com'],
		[null, 'Click evil.com'],
		['asha@evil.example', null],
		['Asha 98765', null],
		['आशा ९८७६५', null],
		[null, 'Asha 9876543210'],
		['evil\u200B.com', null],
		['a'.repeat(500), null],
	])('greets nobody by name for %j, in full %j', (firstName, fullName) => {
		expect(greetingName({ firstName, fullName })).toBeNull();
	});
});
