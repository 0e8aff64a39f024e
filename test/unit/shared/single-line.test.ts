import { describe, expect, it } from '@jest/globals';

import { templateText } from '../../../nodes/Ecom360/shared/texts';

function text(sent: string | null | undefined, longest = 60): string {
	return templateText(sent, longest, 'fallback');
}

describe('templateText', () => {
	it.each([
		['plain text', 'T-Shirt - Blue', 'T-Shirt - Blue'],
		['Devanagari', 'नमस्ते क्षत्रिय', 'नमस्ते क्षत्रिय'],
		['right-to-left text', 'قميص أزرق', 'قميص أزرق'],
		['emoji joined by U+200D', '👩🏽‍💻 👨‍👩‍👧 ❤️', '👩🏽‍💻 👨‍👩‍👧 ❤️'],
		['a flag', '🇮🇳 kurta', '🇮🇳 kurta'],
		['a letter with a combining mark', 'cafe\u0301', 'cafe\u0301'],
	])('leaves %s as it is', (_, sent, expected) => {
		expect(text(sent)).toBe(expected);
	});

	it.each([
		['a line break', 'T-Shirt\nBlue', 'T-Shirt Blue'],
		['a Windows line break', 'T-Shirt\r\nBlue', 'T-Shirt Blue'],
		['a tab', 'T-Shirt\tBlue', 'T-Shirt Blue'],
		['a Unicode line separator', 'T-Shirt\u2028Blue', 'T-Shirt Blue'],
		['next line, U+0085', 'T-Shirt\u0085Blue', 'T-Shirt Blue'],
		['a run of spaces', 'T-Shirt      Blue', 'T-Shirt Blue'],
		['spaces that do not break', 'T-Shirt\u00A0\u00A0Blue', 'T-Shirt Blue'],
		['blanks around', '  T-Shirt Blue \n', 'T-Shirt Blue'],
		['control characters', 'T-Shirt\u0000\u0007\u001B Blue', 'T-Shirt Blue'],
		['direction marks', '\u202ET-Shirt\u202C Blue', 'T-Shirt Blue'],
		['blanks around a direction mark', 'T-Shirt \u200E Blue', 'T-Shirt Blue'],
		['a soft hyphen', 'T-\u00ADShirt Blue', 'T-Shirt Blue'],
		['half a surrogate pair', 'T-Shirt\uD83D Blue', 'T-Shirt Blue'],
	])('makes one clean line of %s', (_, sent, expected) => {
		expect(text(sent)).toBe(expected);
	});

	it.each([
		['null', null],
		['undefined', undefined],
		['nothing', ''],
		['blanks', ' \n\t '],
		['control characters', '\u0000\u0001'],
		['direction marks', '\u200E\u202A'],
		['joiners', '\u200D\u200C'],
		['a combining mark alone', '\u0301'],
		['half a surrogate pair', '\uDC00'],
	])('falls back for %s', (_, sent) => {
		expect(text(sent)).toBe('fallback');
	});

	it.each([
		['letters', 'abcdefghij', 'abcdefghij'],
		['too many letters', 'abcdefghijk', 'abcdefghi…'],
		['a blank before the cut', 'abcdefgh ijk', 'abcdefgh…'],
		['a pair in two halves', 'abcdefgh😀ijk', 'abcdefgh…'],
		['a pair at the edge', 'abcdefghi😀jk', 'abcdefghi…'],
		['a skin tone in two halves', 'abcdefg👋🏽ijk', 'abcdefg…'],
		['an emoji and its joiner', 'abcdef👩‍💻jkl', 'abcdef…'],
		['a flag in two halves', 'abcdefg🇮🇳jkl', 'abcdefg…'],
		['a combining mark', 'abcdefghe\u0301xyz', 'abcdefgh…'],
		['a mark beyond the first plane', 'abcdefghe\u{1D165}xyz', 'abcdefgh…'],
		['a Devanagari syllable', 'abcdefgनिklm', 'abcdefgनि…'],
	])('cuts at ten without halving: %s', (_, sent, expected) => {
		expect(text(sent, 10)).toBe(expected);
	});

	it.each(['\u200D', '\u0301', '\u2060'])(
		'falls back for many of what cannot be seen: %j',
		(sign) => {
			expect(text(sign.repeat(500))).toBe('fallback');
			expect(text(sign.repeat(5_000))).toBe('fallback');
		},
	);

	it('falls back where the first grapheme alone is too long', () => {
		expect(text(`a${'\u0301'.repeat(500)}`, 60)).toBe('fallback');
	});

	it('cuts a text of a megabyte', () => {
		expect(text('कप '.repeat(350_000), 60)).toMatch(/^(?:कप ){2,}कप…$/);
	});

	it.each(['👩‍💻', '🇮🇳', '👋🏽', 'e\u{1D165}'])(
		'drops %s where only its start was looked at',
		(sign) => {
			const blanks = ' '.repeat(4_096 - 1 - (sign.length - 1));
			expect(text(`a${blanks}${sign}bc`)).toBe('a…');
		},
	);

	it('bounds a text whose end is beyond a long run of blanks', () => {
		expect(text(`ab${' '.repeat(5_000)}cd`)).toMatch(/^ab?…$/);
	});
});
