import fc from 'fast-check';

const codePoint = (first: number, last: number) =>
	fc.integer({ min: first, max: last }).map((value) => String.fromCodePoint(value));

/** Emoji that are one grapheme of several code points, marks, scripts, directions, blanks, halves. */
const PIECES = fc.oneof(
	fc.constantFrom('👩🏽‍💻', '👨‍👩‍👧‍👦', '🇮🇳', '❤️', '☕️', '👋🏽', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣'),
	fc.constantFrom('क्ष', 'नि', 'श्री', 'தமிழ்', '한글', 'ก็', 'ﷺ'),
	fc.constantFrom('\u200D', '\u200C', '\uFE0F', '\u202E', '\u200F', '\u2066', '\uFEFF', '\u00AD'),
	fc.constantFrom(
		' ',
		'     ',
		'\n',
		'\r\n',
		'\t',
		'\u2028',
		'\u00A0',
		'\u3000',
		'\u0000',
		'\u0085',
	),
	codePoint(0x0300, 0x036f),
	codePoint(0x1d165, 0x1d169),
	codePoint(0xd800, 0xdfff),
	fc.constantFrom('a', 'e\u0301', 'Z', '.', '-', '&', '1'),
	fc.string({ unit: 'binary', maxLength: 5 }),
);

const zalgo = fc
	.array(codePoint(0x0300, 0x036f), { maxLength: 120 })
	.map((marks) => `z${marks.join('')}`);

/** Text as no vendor should send it. */
export const wildText: fc.Arbitrary<string> = fc.oneof(
	fc.array(PIECES, { maxLength: 60 }).map((pieces) => pieces.join('')),
	fc.array(PIECES, { minLength: 60, maxLength: 300 }).map((pieces) => pieces.join('')),
	fc.tuple(PIECES, fc.integer({ min: 1, max: 5_000 })).map(([piece, times]) => piece.repeat(times)),
	zalgo,
	fc.string({ unit: 'grapheme', maxLength: 200 }),
);

/** What an expression can make of a setting. */
export const entry: fc.Arbitrary<unknown> = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	fc.string(),
	fc.constantFrom(undefined, null, NaN, Infinity, -1, 0, 1, 2, 1e308, true, false),
	fc.constantFrom([], {}, [[]], [null], [false], { value: true }, new Date(0), 5n, Symbol('x')),
	fc.constantFrom('true', 'TRUE', 'yes', 'no', 'maybe', '0', '1', '1000 only', '5 minutes', '₹5'),
	fc.constantFrom('Shopper', 'CART', 'timestampbody', 'Auto', 'HEX', 'SHA256', 'in', 'IN, x', ',;'),
	fc.constantFrom('__proto__', 'constructor', 'toString', '', ' ', '\n', 'null', 'undefined'),
);

export const isBlank = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
