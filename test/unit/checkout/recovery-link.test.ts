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
		['https://shop.example/a?b#c', 'https://shop.example/a?b#c'],
		['http://shop.example', 'http://shop.example'],
		['https://shop.example/a?b=1&#038;key=2', 'https://shop.example/a?b=1&key=2'],
		['https://shop.example/a?b=1&amp;key=2', 'https://shop.example/a?b=1&key=2'],
		['https://shop.example/a?b&#x3D;1', 'https://shop.example/a?b=1'],
		['https://shop.example/a?b=1&amp;amp;c', 'https://shop.example/a?b=1&amp;c'],
		[
			'https://shop.example/a?b=1&amp=2&copy=3&lt=4',
			'https://shop.example/a?b=1&amp=2&copy=3&lt=4',
		],
	])('reads %j as %j', (sent, expected) => {
		expect(read(sent)).toEqual([expected]);
	});

	it('knows nothing of nothing', () => {
		expect(read(null)).toEqual([null]);
	});

	it.each([
		...['javascript:alert(1)', '/checkouts/1', 'https://', 'https://[bad/a', 'a b'],
		...['https://shop.example/a&#10;b', `https://shop.example/${'a'.repeat(8_000)}`],
	])('warns of %j, which is none', (sent) => {
		expect(read(sent)).toEqual([null, 'recovery_url_invalid']);
	});
});

describe('withParameters', () => {
	const source = { name: 'utm_source', value: 'whatsapp' };

	it.each([
		['https://shop.example/a', 'https://shop.example/a?utm_source=whatsapp'],
		['https://shop.example', 'https://shop.example?utm_source=whatsapp'],
		['https://shop.example/a?b=%20c', 'https://shop.example/a?b=%20c&utm_source=whatsapp'],
		['https://shop.example/a?', 'https://shop.example/a?utm_source=whatsapp'],
		['https://shop.example/a?b&', 'https://shop.example/a?b&utm_source=whatsapp'],
		[
			'https://shop.example/a#b?utm_source=c',
			'https://shop.example/a?utm_source=whatsapp#b?utm_source=c',
		],
		['https://shop.example/a?b=1#c#d', 'https://shop.example/a?b=1&utm_source=whatsapp#c#d'],
		['https://shop.example/a?utm_source=mail', 'https://shop.example/a?utm_source=mail'],
		['https://shop.example/a?x=1&utm%5Fsource', 'https://shop.example/a?x=1&utm%5Fsource'],
		[
			'https://shop.example/a?b=?utm_source=c',
			'https://shop.example/a?b=?utm_source=c&utm_source=whatsapp',
		],
	])('makes of %j %j', (link, expected) => {
		expect(withParameters(link, [source])).toBe(expected);
	});

	it.each([
		['nothing', [], ''],
		[
			'several in their order',
			[source, { name: 'discount', value: 'A' }],
			'?utm_source=whatsapp&discount=A',
		],
		[
			'the first of two of one name',
			[source, { ...source, value: 'mail' }],
			'?utm_source=whatsapp',
		],
		[
			'what has to be encoded',
			[{ name: 'a b', value: '10% & più #1?' }],
			'?a%20b=10%25%20%26%20pi%C3%B9%20%231%3F',
		],
		[
			'no blank value',
			[
				{ name: 'a', value: ' ' },
				{ name: 'b', value: '' },
			],
			'',
		],
		['no blank name', [{ name: ' ', value: 'a' }], ''],
		['no blanks around', [{ name: ' a ', value: ' b ' }], '?a=b'],
		['no half of a surrogate pair', [{ name: 'a', value: 'b\uD800' }], '?a=b'],
	])('adds %s', (_, parameters, expected) => {
		expect(withParameters('https://shop.example/', parameters)).toBe(
			`https://shop.example/${expected}`,
		);
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
