import { describe, expect, it } from '@jest/globals';

import { parseBody } from '../../../nodes/Ecom360/webhook/body';
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

	it.each([
		['past the largest safe integer', '{"id":9007199254740993}', '9007199254740993'],
		['of twenty digits', '{"id":12345678901234567890}', '12345678901234567890'],
		['negative', '{"id":-9007199254740993}', '-9007199254740993'],
		['in a list', '{"id":[{"v":12345678901234567891}]}', [{ v: '12345678901234567891' }]],
		['safe', '{"id":9007199254740991}', 9007199254740991],
		['with decimals', '{"id":1234567890123456.5}', 1234567890123456.5],
	])('keeps every digit of an integer %s', (_, json, expected) => {
		expect(exact(json)).toEqual({ id: expected });
	});

	it.each([
		['"12345678901234567890"', '12345678901234567890'],
		[String.raw`"\"12345678901234567890\""`, '"12345678901234567890"'],
		[String.raw`"say \\"`, 'say \\'],
		[String.raw`"a,12345678901234567890:\\\""`, 'a,12345678901234567890:\\"'],
	])('leaves digits inside the text %s alone, beside a large id', (text, expected) => {
		const json = `{"a":${text},"id":12345678901234567890}`;
		expect(exact(json)).toEqual({ a: expected, id: '12345678901234567890' });
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
