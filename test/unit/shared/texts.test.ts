import { describe, expect, it } from '@jest/globals';

import { hasLink, templateText, withoutLinks } from '../../../nodes/Ecom360/shared/texts';

function text(sent: string | null | undefined, longest = 60): string {
	return templateText(sent, longest, 'fallback');
}

// What holds for any text is in test/property/template.test.ts.
describe('templateText', () => {
	it.each([
		['right-to-left text', 'قميص أزرق', 'قميص أزرق'],
		['emoji joined by U+200D', '👩🏽‍💻 👨‍👩‍👧 ❤️', '👩🏽‍💻 👨‍👩‍👧 ❤️'],
		['a letter with a combining mark', 'cafe\u0301 क्षत्रिय', 'cafe\u0301 क्षत्रिय'],
		['line breaks', 'T-Shirt\r\n\u2028\u0085Blue', 'T-Shirt Blue'],
		['a tab', 'T-Shirt\tBlue', 'T-Shirt Blue'],
		['a run of spaces', 'T-Shirt      Blue', 'T-Shirt Blue'],
		['spaces that do not break', 'T-Shirt\u00A0\u00A0Blue', 'T-Shirt Blue'],
		['blanks around', '  T-Shirt Blue \n', 'T-Shirt Blue'],
		['control characters', 'T-Shirt\u0000\u0007\u001B Blue', 'T-Shirt Blue'],
		['direction marks', '\u202ET-Shirt\u202C \u200E Blue', 'T-Shirt Blue'],
		['a soft hyphen', 'T-\u00ADShirt Blue', 'T-Shirt Blue'],
		['half a surrogate pair', 'T-Shirt\uD83D Blue', 'T-Shirt Blue'],
	])('makes one clean line of %s', (_, sent, expected) => {
		expect(text(sent)).toBe(expected);
	});

	it.each([
		...[null, undefined, '', ' \n\t ', '\u0000\u0001', '\u200E\u202A', '\u200D\u200C', '\uDC00'],
		...['\u0301', `a${'\u0301'.repeat(500)}`],
		...['\u200D', '\u0301', '\u2060'].flatMap((sign) => [sign.repeat(500), sign.repeat(5_000)]),
	])('falls back where nothing can be shown: %j', (sent) => {
		expect(text(sent)).toBe('fallback');
	});

	it.each([
		['letters', 'abcdefghij', 'abcdefghij'],
		['too many letters', 'abcdefghijk', 'abcdefghi…'],
		['a blank before the cut', 'abcdefgh ijk', 'abcdefgh…'],
		['a pair at the edge', 'abcdefghi😀jk', 'abcdefghi…'],
		['an emoji and its joiner', 'abcdef👩‍💻jkl', 'abcdef…'],
		['a mark beyond the first plane', 'abcdefghe\u{1D165}xyz', 'abcdefgh…'],
		['a Devanagari syllable', 'abcdefgनिklm', 'abcdefgनि…'],
	])('cuts at ten without halving: %s', (_, sent, expected) => {
		expect(text(sent, 10)).toBe(expected);
	});

	it.each(['👩‍💻', '🇮🇳', '👋🏽', 'e\u{1D165}'])(
		'drops %s where only its start was looked at',
		(sign) => {
			const blanks = ' '.repeat(4_096 - 1 - (sign.length - 1));
			expect(text(`a${blanks}${sign}bc`)).toBe('a…');
		},
	);

	it('bounds a text whose end is beyond a long run of blanks, and one of a megabyte', () => {
		expect(text(`ab${' '.repeat(5_000)}cd`)).toMatch(/^ab?…$/);
		expect(text('कप '.repeat(350_000), 60)).toMatch(/^(?:कप ){2,}कप…$/);
	});
});

// That every web address and e-mail address is one is in test/property/reading.test.ts.
describe('hasLink', () => {
	it.each([
		...[
			'HTTP://EVIL',
			'upi://pay',
			'Win at evil.com',
			'(evil.com)',
			'evil.com/free',
			'x.com',
			'wa.me',
		],
		...['Asha <asha@evil>', '@asha', '10.0.0.1', 'my_shop.example', 'q.online', 'a.b.shop'],
		...['s.team/p', 'Win at S.TEAM', '1.club/a', 'x.xn--p1ai', 'अच्छा.भारत', 'अ.भारत'],
		...['i❤.ws/x', 'i❤️.ws/x', '👍.to', 's.team❤'],
		// With another dot, or with what nobody sees.
		...[
			'evil。com',
			'ｅｖｉｌ．ｃｏｍ',
			'evil\u2024com',
			'evil\u200B.\u2060com',
			'evil\uD800.com/x',
		],
		...['evil.\uFE0Fcom', 'evil\u034F.\u{E0100}com', 'evil\u200D.com'],
	])('is true for %j', (text) => {
		expect(hasLink(text)).toBe(true);
	});

	it.each([
		...['', 'Asha', 'T-Shirt - Blue (XL), 2 pcs', 'Shampoo 1.5 l', 'Version 2.0', 'Tea… strong'],
		...['No. 5', 'Sizes: S/M/L', 'नमस्ते', 'end.', '1.Mug 2.Cap', '❤ .ws', 'evil.\u0000com'],
		...['S. Ramesh', 'S.Ramesh', 'A.K. Sharma', 'A.K.Sharma', 'Dr.Rao', 'Md.Rafi', 'अ.कुमार'],
		'evil\u2800.com',
	])('is false for %j', (text) => {
		expect(hasLink(text)).toBe(false);
	});
});

describe('withoutLinks', () => {
	it.each([
		['T-Shirt - Blue', 'T-Shirt - Blue'],
		['Booking.com Gift Card', 'Booking. com Gift Card'],
		['Mug https://evil.example/x?y=1 blue', 'Mug blue'],
		['Mug\nhttps://evil.example', 'Mug'],
		['Mug asha@evil.example', 'Mug'],
		['https://evil.example', ''],
		['evil\u200B.com', 'evil. com'],
		['a.evil.com/b', 'a. evil. com/b'],
		['at 10.0.0.1', 'at 10. 0. 0. 1'],
		['Mug evil\uD800.com/x', 'Mug evil. com/x'],
		['Mug i❤️.ws/x', 'Mug i❤. ws/x'],
	])('makes of %j %j', (text, expected) => {
		expect(withoutLinks(text)).toBe(expected);
	});
});
