import { describe, expect, it } from '@jest/globals';

import {
	buttonSuffix,
	readRecoveryUrl,
	withParameters,
} from '../../../nodes/Ecom360/checkout/recovery-link';
import type { Warning } from '../../../nodes/Ecom360/item/delivery.schema';

describe('readRecoveryUrl', () => {
	const read = (sent: string | null) => {
		const warnings = new Set<Warning>();
		return [readRecoveryUrl(sent, warnings), ...warnings];
	};

	it.each([
		[null, null],
		['https://shop.example/a?b#c', 'https://shop.example/a?b#c'],
		['https://shop.example/a?b=1&#038;key=2', 'https://shop.example/a?b=1&key=2'],
		['https://shop.example/a?b=1&amp;key=2', 'https://shop.example/a?b=1&key=2'],
		['https://shop.example/a?b&#x3D;1', 'https://shop.example/a?b=1'],
		['https://shop.example/a?b=1&amp;amp;c', 'https://shop.example/a?b=1&amp;c'],
		['https://a.in/a?b=1&amp=2&copy=3&lt=4', 'https://a.in/a?b=1&amp=2&copy=3&lt=4'],
	])('reads %j as %j', (sent, expected) => {
		expect(read(sent)).toEqual([expected]);
	});

	it.each([
		'javascript:alert(1)',
		'/checkouts/1',
		'https://[bad/a',
		'https://shop.example/a&#10;b',
	])('warns of %j, which is none', (sent) => {
		expect(read(sent)).toEqual([null, 'recovery_url_invalid']);
	});
});

describe('withParameters', () => {
	const source = { name: 'utm_source', value: 'whatsapp' };

	it.each([
		['https://a.in/a', 'https://a.in/a?utm_source=whatsapp'],
		['https://a.in', 'https://a.in?utm_source=whatsapp'],
		['https://a.in/a?b=%20c', 'https://a.in/a?b=%20c&utm_source=whatsapp'],
		['https://a.in/a?', 'https://a.in/a?utm_source=whatsapp'],
		['https://a.in/a?b&', 'https://a.in/a?b&utm_source=whatsapp'],
		['https://a.in/a#b?utm_source=c', 'https://a.in/a?utm_source=whatsapp#b?utm_source=c'],
		['https://a.in/a?b=1#c#d', 'https://a.in/a?b=1&utm_source=whatsapp#c#d'],
		['https://a.in/a?utm_source=mail', 'https://a.in/a?utm_source=mail'],
		['https://a.in/a?x=1&utm%5Fsource', 'https://a.in/a?x=1&utm%5Fsource'],
		['https://a.in/a?b=?utm_source=c', 'https://a.in/a?b=?utm_source=c&utm_source=whatsapp'],
	])('makes of %j %j', (link, expected) => {
		expect(withParameters(link, [source])).toBe(expected);
	});

	const pair = (name: string, value: string) => ({ name, value });
	it.each([
		['nothing', [], ''],
		['several in their order', [source, pair('b', 'A')], '?utm_source=whatsapp&b=A'],
		['the first of one name', [source, pair('utm_source', 'mail')], '?utm_source=whatsapp'],
		['what is encoded', [pair('a b', '10% & più #1?')], '?a%20b=10%25%20%26%20pi%C3%B9%20%231%3F'],
		['no blank value', [pair('a', ' '), pair('b', '')], ''],
		['no blank name', [pair(' ', 'a')], ''],
		['no blanks around', [pair(' a ', ' b ')], '?a=b'],
		['no half of a surrogate pair', [pair('a', 'b\uD800')], '?a=b'],
	])('adds %s', (_, parameters, expected) => {
		expect(withParameters('https://a.in/', parameters)).toBe(`https://a.in/${expected}`);
	});
});

describe('buttonSuffix', () => {
	it.each([
		['https://shop.example/checkouts/a', 'checkouts/a'],
		['https://shop.example/checkouts/a?key=1&b=%20#pay', 'checkouts/a?key=1&b=%20#pay'],
		['http://shop.example:8443/a', 'a'],
		['https://shop.example/?cart=1', '?cart=1'],
		['https://shop.example?cart=1', '?cart=1'],
		['https://shop.example/#cart', '#cart'],
		['https://shop.example/चाय', '%E0%A4%9A%E0%A4%BE%E0%A4%AF'],
		['https://shop.example/', null],
		['https://shop.example', null],
		[`https://shop.example/${'a'.repeat(2_000)}`, 'a'.repeat(2_000)],
		[`https://shop.example/${'a'.repeat(2_001)}`, null],
		// Each letter is nine characters in a link.
		[`https://shop.example/${'च'.repeat(223)}`, null],
	])('is what follows the host of %s', (link, expected) => {
		expect(buttonSuffix(link)).toBe(expected);
	});
});
