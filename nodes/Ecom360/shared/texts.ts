import { TOP_LEVELS } from './top-levels';

/** Anything visible on one line, without combining marks: needs no work at all. */
const PLAIN_TEXT = /^[!-~¡-¬®-ɏ₠-₿]+(?: [!-~¡-¬®-ɏ₠-₿]+)*$/;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
// Format characters, such as direction marks, and halved pairs; the two joiners stay, since
// Devanagari and emoji need them.
const INVISIBLE = /(?![\u200C\u200D])[\p{Cf}\p{Cs}]/gu;
const BLANKS = /[\s\p{Cc}\u2800\u115F\u1160\u3164\uFFA0]+/gu;
// A text of a megabyte is cut here first, so that it costs no more than a long title.
const ROUGH_CUT = 4096;
// Made for the first long text, since making one takes as long as loading the rest of the node.
let graphemes: Intl.Segmenter | undefined;

/**
 * Makes one line that a WhatsApp template accepts: no control characters, single spaces, at most
 * `longest` UTF-16 units (below 4,096), cut between graphemes. `fallback` stands in for what would
 * be empty.
 */
export function templateText(
	sent: string | null | undefined,
	longest: number,
	fallback: string,
): string {
	if (sent === null || sent === undefined) return fallback;
	if (sent.length <= longest && PLAIN_TEXT.test(sent)) return sent;
	const isCut = sent.length > ROUGH_CUT;
	const line = oneLine(sent);
	const clipped = isCut || line.length > longest ? clip(line, longest, isCut) : line;
	return VISIBLE.test(clipped) ? clipped : fallback;
}

/** The text without invisible characters other than the joiners; none of them is ever sent. */
export function withoutInvisible(text: string): string {
	return text.replace(INVISIBLE, '');
}

/** The start of a text with single blanks, and without what a template or a reader cannot show. */
function oneLine(sent: string): string {
	return withoutInvisible(sent.slice(0, ROUGH_CUT).replace(BLANKS, ' '))
		.replace(/ {2,}/g, ' ')
		.trim();
}

/** Keeps the graphemes that fit whole, and says with an ellipsis that there were more. */
function clip(line: string, longest: number, isCut: boolean): string {
	graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
	let end = 0;
	for (const { index, segment } of graphemes.segment(line)) {
		const next = index + segment.length;
		const isMaybeHalved = isCut && next === line.length;
		if (isMaybeHalved || next >= longest) break;
		end = next;
	}
	const kept = line.slice(0, end).trimEnd();
	return VISIBLE.test(kept) ? `${kept}…` : '';
}

/**
 * Links in texts that go into a message. WhatsApp makes `https://a.in`, `a.in` and `a@b.in`
 * clickable wherever they occur, and a message from a shop's number lends them the shop's name.
 */

/** What most names and titles are made of: nothing that a link needs. */
const HARMLESS = /^[\w ,'()&+-]*$/;
/** Everything invisible, including the joiners and the variation selectors of emoji. */
const UNSEEN = /[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
// IDNA takes three more characters for a domain's dot; NFKC turns two of them into these.
const DOT = /[.。]/;
/** Between two domains. Labels may hold symbols, too: `i❤.ws` has been sold as a domain. */
const BETWEEN_DOMAINS = /[^\p{L}\p{N}\p{M}\p{S}_.。-]/u;
const AFTER_DOT = /^\p{L}[\p{L}\p{M}]/u;
const NUMBERS = /^\d+(?:\.\d+){3}$/;
/** What ends with a dot in names: the label after it decides whether `S.Ramesh` is a domain. */
const SHORTENED = /^(?:.|dr|mr|mrs|ms|md|mohd|prof|sk|smt|st)$/iu;
/** A label in Punycode, such as `xn--p1ai`, or the letters that it begins with. */
const LETTERS = /^(?:xn--[a-z\d-]+|[\p{L}\p{M}]+)/iu;
let topLevels: ReadonlySet<string> | undefined;

/** Whether a text holds a URL, a domain or an `@`. */
export function hasLink(text: string): boolean {
	if (HARMLESS.test(text)) return false;
	const seen = visible(text);
	return isAddress(seen) || seen.split(BETWEEN_DOMAINS).some(isDomain);
}

/**
 * The text with no link to click: URLs and e-mail addresses are left out, and a blank goes after the
 * dots of a domain, so that `Booking.com Gift Card` still says what it is.
 *
 * A text with a link is cut after 4,096 characters.
 */
export function withoutLinks(text: string): string {
	if (!hasLink(text)) return text;
	return visible(text)
		.split(/\s/)
		.filter((word) => !isAddress(word))
		.map((word) => word.replace(/[.。](?=[\p{L}\p{N}])/gu, '. '))
		.join(' ')
		.trim();
}

/** As it is sent and seen, so that invisible characters cannot hide a link from us. */
function visible(text: string): string {
	return oneLine(text).replace(UNSEEN, '').normalize('NFKC');
}

function isAddress(text: string): boolean {
	return text.includes('://') || text.includes('@');
}

function isDomain(word: string): boolean {
	if (NUMBERS.test(word)) return true;
	const labels = word.split(DOT);
	return labels.some((label, index) => {
		const before = labels[index - 1] ?? '';
		if (before === '' || !AFTER_DOT.test(label)) return false;
		return !SHORTENED.test(before) || isTopLevel(label);
	});
}

/** Whether a label begins with what IANA lists as the end of a domain, such as `com` or `भारत`. */
function isTopLevel(label: string): boolean {
	topLevels ??= new Set(TOP_LEVELS.trim().split(/\s+/));
	const [letters = ''] = LETTERS.exec(label) ?? [];
	return letters.startsWith('xn--') || topLevels.has(letters.toLowerCase());
}
