/** Texts that say nothing, which senders write where they know nothing. */

const WORDS = new Set(['null', 'undefined', 'n/a', 'none', 'nil', 'nan', 'na']);
/** `Na` is a name in several languages; nobody writes "not available" like that. */
const NAME = 'Na';
// Letters and symbols to Unicode, but nothing to see: Braille and Hangul blanks.
const BLANK = '\\u2800\\u115F\\u1160\\u3164\\uFFA0';
const LETTER = new RegExp(`(?![${BLANK}])\\p{L}`, 'u');
const SAYING = new RegExp(`(?![${BLANK}])[\\p{L}\\p{N}\\p{Sc}\\p{So}]`, 'u');
const NULL_WORDS = /(?:^| )(?:null|undefined)(?= |$)/g;

/**
 * A title or a coupon code as it was sent (trimmed); null where it says nothing: a placeholder such
 * as `null`, `N/A`, `none` or `-`, punctuation alone, or signs that look blank.
 */
export function meaningful(text: string | null): string | null {
	return text !== null && SAYING.test(text) && !isPlaceholder(text) ? text : null;
}

/**
 * The same for a person's name, which has a letter in it. `Asha null`, as senders write who join
 * the names of someone without a last name, is `Asha`.
 */
export function meaningfulName(text: string | null): string | null {
	if (text === null) return null;
	const name = text.includes('null') || text.includes('undefined') ? withoutNull(text) : text;
	return LETTER.test(name) && !isPlaceholder(name) ? name : null;
}

function withoutNull(text: string): string {
	return text.replace(NULL_WORDS, '').trim();
}

function isPlaceholder(text: string): boolean {
	return text !== NAME && text.length <= 9 && WORDS.has(text.toLowerCase());
}
