/** Anything visible on one line without a mark to combine: needs no work at all. */
const PLAIN_TEXT = /^[!-~¡-¬®-ɏ₠-₿]+(?: [!-~¡-¬®-ɏ₠-₿]+)*$/;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
// Format characters, such as direction marks, and halved pairs; the two joiners stay, since
// Devanagari and emoji need them.
const INVISIBLE = /(?![\u200C\u200D])[\p{Cf}\p{Cs}]/gu;
// A text of a megabyte is cut here first, so that it costs no more than a long title.
const ROUGH_CUT = 4096;
// Made for the first long text, since making one takes as long as to load the rest of the node.
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
	const line = sent
		.slice(0, ROUGH_CUT)
		.replace(/[\s\p{Cc}\u2800\u115F\u1160\u3164\uFFA0]+/gu, ' ')
		.replace(INVISIBLE, '')
		.replace(/ {2,}/g, ' ')
		.trim();
	const clipped = isCut || line.length > longest ? clip(line, longest, isCut) : line;
	return VISIBLE.test(clipped) ? clipped : fallback;
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
 * clickable wherever they stand, and a message from a shop's number lends them the shop's name.
 */

/** A message shows less of any text. */
const MOST_READ = 4_096;
/** What most names and titles are made of: nothing that a link needs. */
const HARMLESS = /^[\w ,'()&+-]*$/;
const FORMAT_SIGNS = /\p{Cf}/gu;
// IDNA takes three more signs for the dot of a domain; NFKC makes two of them one.
const DOT = /[.。]/;
const BETWEEN_DOMAINS = /[^\p{L}\p{N}\p{M}.。-]/u;
const AFTER_DOT = /^\p{L}[\p{L}\p{M}]/u;
const NUMBERS = /^\d+(?:\.\d+){3}$/;
/** What follows a single letter in domains, such as `t.me` and `x.com`; `S.Ramesh` has an initial. */
const AFTER_INITIAL = /^(?:\p{L}{2}|com|net|org|info|biz|app|dev|xyz|page|link|site|shop|top)$/iu;

/** Whether a text holds a URL, a domain or an `@`. */
export function hasLink(text: string): boolean {
	if (HARMLESS.test(text)) return false;
	const seen = visible(text);
	return isAddress(seen) || seen.split(BETWEEN_DOMAINS).some(isDomain);
}

/**
 * The text with no link to click: URLs and e-mail addresses are left out, and a blank goes behind
 * the dots of a domain, so that `Booking.com Gift Card` still says what it is.
 *
 * Of a text with a link the first 4,096 characters come out at most.
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

/** As a phone shows it, where signs that nobody sees cannot hide a link from us. */
function visible(text: string): string {
	return text.slice(0, MOST_READ).replace(FORMAT_SIGNS, '').normalize('NFKC');
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
		return [...before].length > 1 || AFTER_INITIAL.test(label);
	});
}
