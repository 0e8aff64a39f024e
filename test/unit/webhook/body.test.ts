import { describe, expect, it } from '@jest/globals';

import { parseBody, quoteLongIntegers } from '../../../nodes/Ecom360/webhook/body';
import type { VerifiedBody } from '../../../nodes/Ecom360/webhook/signature';

const MEGABYTE = 1_000_000;

function parse(json: string | Buffer) {
	return parseBody(Buffer.from(json as string) as VerifiedBody);
}

function exact(json: string) {
	const parsed = parse(json);
	return parsed.ok ? parsed.value : parsed.error;
}

describe('parseBody', () => {
	it('reads a JSON object in UTF-8', () => {
		expect(exact('{"title":"चाय ☕️","total":2000.0}')).toEqual({ title: 'चाय ☕️', total: 2000 });
	});

	it('reads past a byte order mark', () => {
		expect(exact('\uFEFF{"a":1}')).toEqual({ a: 1 });
	});

	it.each(['', ' ', 'null', 'true', '1', '"text"', '[]', '[{"a":1}]', '{', '{"a":}', "{'a':1}"])(
		'refuses %j',
		(json) => {
			expect(exact(json)).toBe('body_not_json');
		},
	);

	it('refuses JSON after other bytes, such as a timestamp', () => {
		expect(exact('1769853600{"a":1}')).toBe('body_not_json');
		expect(exact('{"a":1}}')).toBe('body_not_json');
	});

	it('reads bytes that are no UTF-8 without failing', () => {
		const parsed = parse(
			Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff, 0xc0]), Buffer.from('"}')]),
		);
		expect(parsed).toMatchObject({ ok: true, value: { a: '\uFFFD\uFFFD' } });
	});

	it('keeps every digit of an integer, wherever it is', () => {
		const json = '{"id":[{"v":12345678901234567891}],"text":"9007199254740993","n":-1.5}';
		const expected = { id: [{ v: '12345678901234567891' }], text: '9007199254740993', n: -1.5 };
		expect(exact(json)).toEqual(expected);
		expect(exact('{"safe":9007199254740991}')).toEqual({ safe: 9007199254740991 });
	});

	it('takes __proto__ for a key like any other', () => {
		const parsed = parse('{"__proto__":{"polluted":1},"id":12345678901234567890}');
		if (!parsed.ok) throw new Error(parsed.error);
		expect(Object.keys(parsed.value)).toEqual(['__proto__', 'id']);
		expect(Object.getPrototypeOf(parsed.value)).toBe(Object.prototype);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});

	// 16 MB is the most that n8n reads unless it is told otherwise.
	it.each([
		['a long text', 'x', 15 * MEGABYTE],
		['a long text of escapes', '\n', 7 * MEGABYTE],
		['a long text of escaped quotes', '"1', 5 * MEGABYTE],
	])('reads %s beside a large id', (_, letter, count) => {
		const parsed = parse(JSON.stringify({ text: letter.repeat(count), id: 1e16 }));
		expect(parsed).toMatchObject({ ok: true, value: { id: '10000000000000000' } });
	});

	// A regular expression overflows its stack on such a number, which n8n answers with a 500.
	it.each([
		['an integer', '7'.repeat(6 * MEGABYTE)],
		['a decimal', `1.${'7'.repeat(6 * MEGABYTE)}`],
	])('reads %s of six million digits beside a large id', (_, digits) => {
		expect(exact(`{"a":${digits},"id":12345678901234567890}`)).toMatchObject({
			id: '12345678901234567890',
		});
	});

	it('reads deep nesting', () => {
		const deep = `{"id":12345678901234567890,"a":${'['.repeat(2_000)}${']'.repeat(2_000)}}`;
		expect(exact(deep)).toMatchObject({ id: '12345678901234567890' });
	});
});

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
