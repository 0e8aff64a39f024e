import { describe, expect, it } from '@jest/globals';

import { foreignText } from '../../../nodes/Ecom360/shared/foreign-text';

describe('foreignText', () => {
	it.each([
		['leaves plain text', 'Not Found', 'Not Found'],
		['leaves Devanagari and emoji', 'कार्ट 🛒', 'कार्ट 🛒'],
		[
			'makes a link harmless',
			`<a href='//e.example'>"Pay" & win</a>`,
			'&lt;a href=&#39;//e.example&#39;&gt;&quot;Pay&quot; &amp; win&lt;/a&gt;',
		],
		['escapes what looks escaped', '&lt;', '&amp;lt;'],
		['makes one line', ' a\r\n\tb\u0000c\u202Ed\u2028e ', 'a b c d e'],
		['drops half a pair', 'a\uD83Db', 'a b'],
		['has nothing of nothing', '', ''],
		['has nothing of blanks', ' \n ', ''],
	])('%s', (_, sent, expected) => {
		expect(foreignText(sent)).toBe(expected);
	});

	it('keeps 100 characters whole', () => {
		expect(foreignText('🛒'.repeat(100))).toBe('🛒'.repeat(100));
	});

	it('cuts what is longer, never within a character', () => {
		expect(foreignText('🛒'.repeat(101))).toBe(`${'🛒'.repeat(99)}…`);
		expect(foreignText('🛒'.repeat(1_000_000))).toBe(`${'🛒'.repeat(99)}…`);
		expect(foreignText('<'.repeat(101))).toBe(`${'&lt;'.repeat(99)}…`);
	});

	it('says that there was more, where only blanks were looked at', () => {
		expect(foreignText(`a${' '.repeat(1000)}b`)).toBe('a…');
	});
});
