import { describe, expect, it } from '@jest/globals';

import { quoteLongIntegers } from '../../../nodes/Ecom360/webhook/body';

const ID = '12345678901234567890';

describe('quoteLongIntegers', () => {
	it.each([
		[ID, `"${ID}"`],
		[`-${ID}`, `"-${ID}"`],
		[`[${ID},1,${ID}]`, `["${ID}",1,"${ID}"]`],
		[`{"a":${ID}}`, `{"a":"${ID}"}`],
		[`{"${ID}":${ID}}`, `{"${ID}":"${ID}"}`],
		['9007199254740993', '"9007199254740993"'],
	])('writes %s as %s', (json, expected) => {
		expect(quoteLongIntegers(json)).toBe(expected);
	});

	it.each([
		['a safe integer', '9007199254740991'],
		['a long decimal', '1234567890.12345678901234567890'],
		['a power of ten', '12345678901234567890e2'],
		['a negative power of ten', '12345678901234567890E-2'],
		['digits in a text', `"${ID}"`],
		['digits after an escaped quote', String.raw`"\"${ID}"`],
		['digits after an escaped backslash', String.raw`["\\","${ID}"]`],
		['words', '[true,false,null]'],
		['nothing', ''],
	])('leaves %s alone', (_, json) => {
		expect(quoteLongIntegers(json)).toBe(json);
	});
});
