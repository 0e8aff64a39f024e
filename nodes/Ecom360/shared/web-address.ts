/** RFC 9110, section 4.1, asks everyone to take 8,000 octets; no shop's link needs more. */
const LONGEST_ADDRESS = 8_000;
// Every part is told from the next by its first character, so that no text can make this slow.
const ADDRESS = /^https?:\/\/[^\s/]\S*$/i;
/** DNS allows 253 characters in a name; scheme and `www.` may come before it. */
const LONGEST_STORE = 300;
const HOST = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:www\.)?([^:/?#]*)/;

/**
 * An http or https address exactly as it was sent; null for anything else, for one with a blank
 * in it and for one of more than 8,000 characters.
 *
 * Takes a trimmed text, and checks only its form: whether the host can exist is for `URL.canParse`,
 * which costs more and is asked where that matters.
 */
export function webAddress(sent: string): string | null {
	return sent.length <= LONGEST_ADDRESS && ADDRESS.test(sent) ? sent : null;
}

/** A store's host name alone: lower case, without scheme, `www.`, port or path. */
export function hostOf(store: string): string {
	const written = store.trim().slice(0, LONGEST_STORE).toLowerCase();
	return HOST.exec(written)?.[1] ?? '';
}
