import { expect, it } from '@jest/globals';

import { foreignText } from '../../../nodes/Ecom360/shared/foreign-text';

it.each([
	['leaves plain text', 'Not Found कार्ट 🛒', 'Not Found कार्ट 🛒'],
	[
		'makes a link harmless',
		`<a href='//e'>"Pay"</a>`,
		'&lt;a href=&#39;//e&#39;&gt;&quot;Pay&quot;&lt;/a&gt;',
	],
	['escapes what looks escaped', '&lt;', '&amp;lt;'],
	['makes one line', ' a\r\n\tb\u0000c\u202Ed\u2028e ', 'a b c d e'],
	['drops half a pair', 'a\uD83Db', 'a b'],
	['has nothing of blanks', ' \n ', ''],
	['keeps 100 characters whole', '🛒'.repeat(100), '🛒'.repeat(100)],
	['cuts what is longer, never within a character', '🛒'.repeat(101), `${'🛒'.repeat(99)}…`],
	['cuts what is much longer', '🛒'.repeat(1_000_000), `${'🛒'.repeat(99)}…`],
	['cuts before it escapes', '<'.repeat(101), `${'&lt;'.repeat(99)}…`],
	['says that there was more behind blanks', `a${' '.repeat(1000)}b`, 'a…'],
])('foreignText %s', (_, sent, expected) => {
	expect(foreignText(sent)).toBe(expected);
});
