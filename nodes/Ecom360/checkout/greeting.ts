import { meaningfulName } from '../payload/titles';
import { hasLink } from '../shared/texts';

/** The names of a shopper, each read by `meaningfulName`. */
export interface ShopperNames {
	firstName: string | null;
	fullName: string | null;
}

const MOST_DIGITS = 4;
/** A greeting shows 60 characters; a longer name than this is somebody's advertisement. */
const LONGEST_GREETING = 200;
const TITLE =
	'mr|mrs|ms|miss|mx|mister|messrs|dr|prof|shri|shrimati|smt|श्री|श्रीमती|श्रीमान|सुश्री|डॉ|डा|प्रो' +
	'|मिस्टर|मिसेज|திரு|திருமதி|ஸ்ரீ|శ్రీ|శ్రీమతి|ಶ್ರೀ|ಶ್ರೀಮತಿ|ശ്രീ|ശ്രീമതി|শ্রী|শ্রীমতী|শ্ৰী' +
	'|શ્રી|શ્રીમતી|ଶ୍ରୀ|ଶ୍ରୀମତୀ|ਸ਼੍ਰੀ|ਸ਼੍ਰੀਮਤੀ|ਸ੍ਰੀ|ਸ੍ਰੀਮਤੀ|جناب|محترمہ';
const AND = 'and|or|और|एवं|तथा|या|व|आणि|மற்றும்|మరియు|ಮತ್ತು|എന്നിവ|এবং|ও|আৰু|અને|ଏବଂ|ਅਤੇ|اور';
/** `Mr.`, `Mr. & Mrs.`, `Mr./Ms.`, `श्री एवं श्रीमती`, with what joins them and surrounds them. */
const COURTESY = new RegExp(
	`^(?:(?:${TITLE})(?:\\.| |(?=[&+/,)])|$)|(?:${AND})(?: |$)|[ &+/,.()–-])+`,
	'iu',
);
const JOINER = new RegExp(`^(?:${AND}|[&+/,]+)$`, 'iu');
const DIGIT = /\p{Nd}/gu;
const TWO_LETTERS = /\p{L}[\p{M}'’-]*\p{L}/u;

/**
 * What to call a shopper in a message; null where nobody can be greeted by name (`there`).
 *
 * The first name, else the first word of the full name that is more than an initial; without courtesy
 * titles (`Mr. Rahul`). Null too where the name holds a link or more than four digits: a shopper can
 * type anything for a name, and the shop's number would send it.
 */
export function greetingName({ firstName, fullName }: ShopperNames): string | null {
	const given = nameOf(firstName);
	if (given !== null) return isFit(given) ? given : null;
	const whole = nameOf(fullName);
	return whole !== null && isFit(whole) ? firstWord(whole) : null;
}

function nameOf(sent: string | null): string | null {
	// Punjabi has two ways to write one letter.
	const line = sent
		?.slice(0, LONGEST_GREETING + 1)
		.normalize('NFC')
		.replace(/\s+/g, ' ');
	if (line === undefined) return null;
	const words = line.replace(COURTESY, '').split(' ');
	// A first name may end in the middle of a couple: `Brad &`.
	const end = words.findLastIndex((word) => word !== '' && !JOINER.test(word));
	return meaningfulName(words.slice(0, end + 1).join(' '));
}

function isFit(name: string): boolean {
	const digits = name.match(DIGIT) ?? [];
	return name.length <= LONGEST_GREETING && digits.length <= MOST_DIGITS && !hasLink(name);
}

function firstWord(name: string): string | null {
	const words = name.split(/[ ,]/).filter((word) => meaningfulName(word) !== null);
	return words.find((word) => TWO_LETTERS.test(word)) ?? words[0] ?? null;
}
