import type { Random } from './random.mts';

/** In every text of a body that could be personal: no answer and no log line may ever hold it. */
export const CANARY = 'kanarie';

/** Written into JSON as the number with exactly these characters, which no JavaScript number keeps. */
export class WrittenNumber {
	constructor(readonly digits: string) {}
	toJSON(): string {
		return `@@${this.digits}@@`;
	}
}

const NUMBERS = [
	...[0, -0, 1, 2, 3, 10, 65, 99.99, 1e3, 8500, -1, -0.01, 0.1 + 0.2, 1e15, 1e21, 1e-7, 1e300],
	...[Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 31, 2 ** 53],
	...words('2000.0 1e999 -1e999 45515259445425123456 -9007199254740993 0.10 1E+2').map(
		(digits) => new WrittenNumber(digits),
	),
];

const AMOUNTS = [
	...words('65.00 1,299 1,29,900.50 ₹1,299.00 499/- $0 -5 1,29 1.299,00 ٣٤ free 1e5 0x10 Infinity'),
	...words('NaN .5 5. 1,,299 1,299, , ₹ ₹₹5 --', ' '),
	...words('Rs. 499|INR 5|5 INR| 7 |1 299', '|'),
	...['9'.repeat(64), '9'.repeat(65), '1'.repeat(20)],
];

const PHONES = [
	...words('+916000376569 916000376569 06000376569 6000376569 00916000376569 XXXXXX6569'),
	...words('+1234567890 +12025550123 +447911123456 +971501234567 + +91 00 +0 tel:+916000376569'),
	...words('+916000376569 +91;ext=5'),
	...words('+91 60003 76569|+800 1234 5678|+91 (6000) 376-569|6000376569 ext. 5', '|'),
	...['\u202A+916000376569\u202C', '+'.repeat(40)],
];

const URLS = [
	...words('https://my-store.example/checkouts/abc?key=1#top http://a.example https://a.example/'),
	...words(
		'HTTPS://A.EXAMPLE/x javascript:alert(1) https:// https://[ https://[::1]/x //a.example/x',
	),
	...words(
		'https://a.example/नमस्ते https://u:p@a.example/x https://a.example:99999/x https://%/x',
	),
	...words('https://a.example/% https://xn--/ https:/a https://a.example\\x https://a_b.example/x'),
	...['https://a.example/ x', 'https://a.example/\u0007', 'http://1/x'],
];

const PIECES = [
	...words('👩🏽‍💻 👨‍👩‍👧‍👦 🇮🇳 ❤️ 1️⃣ क्ष श्री தமிழ் ﷺ ก็ ß İ ẞ e\u0301 a Z 0 . , - & " \\ {{ }} = <b>'),
	...words("' %s $& × … \u200D \u200C \uFE0F \u202E \u2066 \u00AD \u034F \u0301 \u0600"),
	...words(' |     |\n|\r\n|\t|\v|\f|\u0085|\u2028|\u2029|\u00A0|\u3000|\uFEFF', '|'),
	...words('\u0000|\u001B[31m|\u007F|\uD800|\uDC00|\uFFFF|\u{10FFFF}|\u2800|\u3164', '|'),
];

/** Addresses of one and of several, and links that hide. */
const LURES = [
	...words('a@x.in, b@y.in|a@x.in\r\nBcc: v@w.in|a@x.in|<a@x.in>|null|a@x.in;b@y.in|a@@x.in', '|'),
	...words('evil\uD800.com/x evil\uFE0F.com s.team/p 1.club/a i❤.ws/x evil\u200D.com evil。com'),
	...words('e\u00ADvil.c\u034Fom evil\u{E0061}.in S.Ramesh evil．ｃｏｍ'),
];

const CODES = [
	...words('IN in US India ZZ 🇮🇳 INR inr USD JPY KWD XXX ₹ rupees SHOPIFY OCC shopify null * 0 1'),
	...words('ABANDONED_CHECKOUT abandonedCheckout orderPlaced true false yes no subscribed pending'),
];

function words(text: string, separator = ' '): string[] {
	return text.split(separator);
}

/** A text of the kinds that vendors, shoppers and attackers write. */
export function aText(random: Random): string {
	switch (random.below(9)) {
		case 8:
			return random.pick(LURES);
		case 0:
			return random.pick(AMOUNTS);
		case 1:
			return random.pick(PHONES);
		case 2:
			return random.pick(URLS);
		case 3:
			return random.pick(CODES);
		case 4:
			return '';
		case 5:
			return `${CANARY} ${random.pick(PIECES)}`;
		default:
			return pieces(random);
	}
}

function pieces(random: Random): string {
	if (random.oneIn(400)) return random.pick(PIECES).repeat(random.below(6000));
	const length = random.oneIn(20) ? 80 + random.below(300) : 1 + random.below(8);
	let text = '';
	for (let index = 0; index < length; index++) text += random.pick(PIECES);
	return text;
}

// What patterns stumble over: a start that fits, a long middle that fits twice, an end that does not.
const STARTS = [...words(' https:// http://a/ + ₹ Mr. tel: - www. 0 { &#', ' '), 'a ', '"'];
const MIDDLES = [
	...words('a 0 9 A / . , - + @ ? % & = ( [ " \\\\ ; : x 1, 1. a. a@ :// https:// &amp; %41 +91 क'),
	...words(
		' |\t|\n|a |1 |1 ,|null |Mr. |e\u0301|\u0301|\u200B|\u3164|\u2800|\uD800|👩‍💻|🇮|\u202E',
		'|',
	),
];
/** `https://` is as long. */
const LIKE = 8;
const ENDS = [
	' x',
	'\n0',
	' .',
	'"\t-',
	' - Default Title',
	'',
	...words('! x " a.b - Z 0 .', ' '),
	'\u0000',
];

/**
 * A text of some `length` that repeats itself, as no one writes but to keep a server busy. It
 * begins like `before`, where that is a text, every other time.
 */
export function aRepetitiveText(random: Random, length: number, before?: unknown): string {
	const isAlike = typeof before === 'string' && random.oneIn(2);
	const start = isAlike ? before.slice(0, LIKE) : random.pick(STARTS);
	const middle = random.pick(MIDDLES);
	const times = Math.ceil(length / middle.length);
	return `${start}${middle.repeat(times)}${random.pick(ENDS)}`;
}

/** The same as a number: as many digits, in one of JSON's forms. */
export function aLongNumber(random: Random, length: number): WrittenNumber {
	const digits = random.pick(['1', '7', '9']).repeat(length);
	return new WrittenNumber(random.pick([digits, `-${digits}`, `0.${digits}`, `${digits}e-1`]));
}

/** A value of any JSON type, of the kinds that break readers. */
export function aValue(random: Random, depth = 2): unknown {
	switch (random.below(depth > 0 ? 12 : 9)) {
		case 0:
			return null;
		case 1:
			return random.oneIn(2);
		case 2:
		case 3:
			return random.pick(NUMBERS);
		case 9:
			return Array.from({ length: random.below(4) }, () => aValue(random, depth - 1));
		case 10:
			return { [random.pick(KEYS)]: aValue(random, depth - 1) };
		case 11:
			return random.oneIn(100) ? nested(random.below(3000)) : {};
		default:
			return aText(random);
	}
}

function nested(depth: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { data: value };
	return value;
}

/** Every name that either vendor documents, and some that no one should. */
export const KEYS = [
	...words(
		'event data cart_id cart_token store_url platform email phone currency customer name zip',
	),
	...words('abandoned_checkout_url original_total_price total_price total_discount utm_parameters'),
	...words('line_items promotions first_name last_name customer_name shipping_address code value'),
	...words(
		'billing_address marketing_consent accepts_marketing buyer_accepts_marketing state city',
	),
	...words(
		'marketing_opt_in product_id reference variant_id sku sku_name title price quantity gram',
	),
	...words(
		'discounted_price original_price grams image_url image_url_str image_s3_url_str address1',
	),
	...words('address2 province province_code pincode country country_code utm_source'),
	...words('__proto__ constructor toString hasOwnProperty toJSON length 0  @'),
];

/** Another spelling of a name: camelCase, capitals, dashes. */
export function respelled(random: Random, name: string): string {
	switch (random.below(4)) {
		case 0:
			return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
		case 1:
			return name.toUpperCase();
		case 2:
			return name.replaceAll('_', '-');
		default:
			return name.charAt(0).toUpperCase() + name.slice(1);
	}
}
