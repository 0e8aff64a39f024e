import { describe, expect, it } from '@jest/globals';

import { parseBody, quoteLongIntegers } from '../../../nodes/Ecom360/webhook/body';
import type { VerifiedBody } from '../../../nodes/Ecom360/webhook/signature';

const MEGABYTE = 1_000_000;
const ID = '12345678901234567890';

function read(json: string | Buffer) {
	const parsed = parseBody(Buffer.from(json as string) as VerifiedBody);
	return parsed.ok ? parsed.value : parsed.error;
}

describe('parseBody', () => {
	it.each<[string, string | Buffer, object]>([
		['UTF-8', '{"title":"चाय ☕️","total":2000.0}', { title: 'चाय ☕️', total: 2000 }],
		['what follows a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
		['bytes that are no UTF-8', Buffer.from('7b2261223a22ffc0227d', 'hex'), { a: '\uFFFD\uFFFD' }],
		[
			'a long integer anywhere',
			`{"id":[{"v":-${ID}}],"n":-1.5}`,
			{ id: [{ v: `-${ID}` }], n: -1.5 },
		],
		['the largest safe integer', '{"safe":9007199254740991}', { safe: 9007199254740991 }],
	])('reads %s', (_, json, expected) => {
		expect(read(json)).toEqual(expected);
	});

	it.each([
		...['', ' ', 'null', 'true', '1', '"text"', '[]', '[{"a":1}]', '{', '{"a":}', "{'a':1}"],
		// Such as a timestamp whose last digits were moved into the body.
		...['1769853600{"a":1}', '{"a":1}}'],
	])('refuses %j', (json) => {
		expect(read(json)).toBe('body_not_json');
	});

	it('takes __proto__ for a key like any other', () => {
		const parsed = read(`{"__proto__":{"polluted":1},"id":${ID}}`) as Record<string, unknown>;
		expect(Object.keys(parsed)).toEqual(['__proto__', 'id']);
		expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});

	// 16 MB is the most that n8n reads unless it is told otherwise. A regular expression overflows its
	// stack on such a number, which n8n answers with a 500.
	it.each([
		['a long text', `"${'x'.repeat(15 * MEGABYTE)}"`],
		['a long text of escapes', `"${String.raw`\n`.repeat(7 * MEGABYTE)}"`],
		['a long text of escaped quotes', `"${String.raw`\"1`.repeat(5 * MEGABYTE)}"`],
		['an integer of six million digits', '7'.repeat(6 * MEGABYTE)],
		['a decimal of six million digits', `1.${'7'.repeat(6 * MEGABYTE)}`],
		['deep nesting', '['.repeat(2_000) + ']'.repeat(2_000)],
	])('reads %s beside a large id', (_, value) => {
		expect(read(`{"a":${value},"id":${ID}}`)).toMatchObject({ id: ID });
	});
});

describe('quoteLongIntegers', () => {
	it.each([
		[ID, `"${ID}"`],
		[`[${ID},1,-${ID}]`, `["${ID}",1,"-${ID}"]`],
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
