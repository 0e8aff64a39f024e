/**
 * Links in texts that go into a message. WhatsApp makes `https://a.in`, `a.in` and `a@b.in`
 * clickable wherever they stand, and a message from a shop's number lends them the shop's name.
 */

/** A message shows less of any text. */
const LONGEST = 4_096;
/** What most names and titles are made of: nothing that a link needs. */
const HARMLESS = /^[\w ,'()&+-]*$/;
const INVISIBLE = /\p{Cf}/gu;
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
	return text.slice(0, LONGEST).replace(INVISIBLE, '').normalize('NFKC');
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
