import { decodeXML } from 'entities/decode';

import { hasLink, withoutInvisible } from '../shared/texts';

/** Texts that say nothing, which senders write where they know nothing. */

const NOTHING = '(?:null|undefined|none)+|nil|nan|n/a|na';
/** `Na` is a name in several languages; nobody writes "not available" like that. */
const NAME = 'Na';
// Letters and symbols to Unicode, but nothing to see: Braille and Hangul blanks.
const BLANK = '\\u2800\\u115F\\u1160\\u3164\\uFFA0';
const LETTER = new RegExp(`(?![${BLANK}])\\p{L}`, 'u');
const SAYING = new RegExp(`(?![${BLANK}])[\\p{L}\\p{N}\\p{Sc}\\p{So}]`, 'u');
/** Anything longer was written by a person. */
const LONGEST_JOINED = 200;
/** What comes between words that senders join, and around them. */
const APART = `\\s${BLANK}_,/|;:.()<>"-`;
const ONLY_NOTHING = new RegExp(`^(?:${NOTHING}|n\\.a)$`, 'iu');
const NOTHING_BESIDE = new RegExp(`(?<=^|[${APART}])\\(?(?:${NOTHING})\\)?(?=$|[${APART}])`, 'giu');
const AROUND = new RegExp(`^[${APART}]+|(?<![${APART}])[${APART}]+$`, 'gu');

/**
 * A title or a coupon code as it was sent (trimmed); null where it says nothing: a placeholder such
 * as `null`, `N/A`, `none` or `-`, several of them, punctuation alone, or signs that look blank.
 */
export function meaningful(text: string | null): string | null {
	return text !== null && SAYING.test(text) && withoutNothing(withoutInvisible(text)) !== ''
		? text
		: null;
}

/**
 * The same for a person's name, which has a letter in it. `Asha null`, which senders write when they
 * join the names of someone without a last name, is `Asha`.
 */
export function meaningfulName(text: string | null): string | null {
	if (text === null) return null;
	const name = withoutNothing(withoutInvisible(text));
	return LETTER.test(name) ? name : null;
}

/** A person's name: entities decoded, HTML tags dropped; null where it says nothing. */
export function readName(sent: string | null): string | null {
	return meaningfulName(sent && withoutMarkup(sent));
}

/** The text without the words that stand for nothing, and without what joined them to the others. */
function withoutNothing(text: string): string {
	if (text.length > LONGEST_JOINED) return text;
	const core = text.replace(AROUND, '');
	if (ONLY_NOTHING.test(core)) return core === NAME ? text : '';
	const rest = text.replace(NOTHING_BESIDE, (word) => (word === NAME ? word : ''));
	return rest === text ? text : rest.replace(/\s+/g, ' ').replace(AROUND, '');
}

/**
 * The named entities that shop systems write into titles; the library does XML's own five, and
 * numbers. Its whole table of 2,231 names would add 13 kB to the package.
 */
const NAMED: Readonly<Record<string, string>> = {
	...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', shy: '', zwj: '\u200D', zwnj: '\u200C' },
	...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', sbquo: '‚', bdquo: '„' },
	...{ laquo: '«', raquo: '»', ndash: '–', mdash: '—', minus: '−', hellip: '…', bull: '•' },
	...{ middot: '·', copy: '©', reg: '®', trade: '™', deg: '°', times: '×', divide: '÷' },
	...{ plusmn: '±', frac12: '½', frac14: '¼', frac34: '¾', sup2: '²', sup3: '³', micro: 'µ' },
	...{ euro: '€', pound: '£', yen: '¥', cent: '¢', hearts: '♥', star: '☆', starf: '★' },
	...{ aacute: 'á', agrave: 'à', acirc: 'â', auml: 'ä', aring: 'å', atilde: 'ã', aelig: 'æ' },
	...{ eacute: 'é', egrave: 'è', ecirc: 'ê', euml: 'ë', iacute: 'í', icirc: 'î', iuml: 'ï' },
	...{ oacute: 'ó', ocirc: 'ô', ouml: 'ö', otilde: 'õ', oslash: 'ø', uacute: 'ú', uuml: 'ü' },
	...{ ugrave: 'ù', ucirc: 'û', ccedil: 'ç', ntilde: 'ñ', szlig: 'ß' },
	...{ Eacute: 'É', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', Ccedil: 'Ç', Ntilde: 'Ñ' },
};
const ENTITY = /&([A-Za-z]{2,6}\d{0,2});/g;
/** Shopify's name for the one variant of a product without variants, or a placeholder for it. */
const SAID_OF_NONE = /(?:Default Title|null|undefined)\)?$/i;
const NO_VARIANT = / ?(?:(?:[-–/|(] ?)?Default Title|[-–/|(] ?(?:null|undefined))\)?$/i;

/** A product's title: entities decoded, tags and `Default Title` dropped; null where nothing is left. */
export function readTitle(sent: string | null): string | null {
	if (sent === null) return null;
	const title = withoutMarkup(sent);
	// Most titles end otherwise, and a search that begins at every character costs time.
	const hasNoVariant = SAID_OF_NONE.test(title.slice(-14));
	return meaningful((hasNoVariant ? title.replace(NO_VARIANT, '') : title).trim());
}

/** A coupon's code; null for a placeholder, and for a link, which is not a code. */
export function readCoupon(sent: string | null): string | null {
	const code = meaningful(sent);
	return code === null || hasLink(code) ? null : code;
}

const TAG = /<(?:[/!?]?[a-z]|!--)[^<>]*>/gi;
const LINE_TAG = /<\/?(?:br|div|li|p|td)\b[^<>]*>/gi;

/** The text as a browser shows it. Where tags hold tags, the brackets go as well. */
function withoutMarkup(text: string): string {
	const decoded = text.includes('&') ? withoutEntities(text) : text;
	if (!decoded.includes('<')) return decoded;
	const bare = decoded.replace(LINE_TAG, ' ').replace(TAG, '');
	return (bare.search(TAG) < 0 ? bare : bare.replace(/[<>]/g, '')).trim();
}

/** Decodes once: `&amp;lt;` is `&lt;`. A name that is not listed stays as it is. */
function withoutEntities(text: string): string {
	return decodeXML(
		text.replace(ENTITY, (entity, name: string) =>
			Object.hasOwn(NAMED, name) ? (NAMED[name] ?? entity) : entity,
		),
	);
}
