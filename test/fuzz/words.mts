import fc from 'fast-check';

/** In every text of a body that could be personal: no answer and no log line may ever hold it. */
export const CANARY = 'kanarie';

/** A text that is written into JSON as the number with exactly these characters. */
function asNumber(digits: string): string {
	return `@@${digits}@@`;
}

/** Puts the numbers from `asNumber` into a written JSON. */
export function withNumbers(json: string): string {
	return json.replace(/"@@([^@"]*)@@"/g, '$1');
}

/** One of the arbitraries, each as often as its weight says. A failure is tried with the first. */
export function weighted<Value>(
	...choices: Array<readonly [number, fc.Arbitrary<Value>]>
): fc.Arbitrary<Value> {
	const options = choices.map(([weight, arbitrary]) => ({ weight, arbitrary }));
	return fc.oneof({ withCrossShrink: true }, ...options);
}

/** Undefined, but in one of `times` cases. */
export function sometimes<Value>(times: number, value: fc.Arbitrary<Value>) {
	return weighted<Value | undefined>([times - 1, fc.constant(undefined)], [1, value]);
}

/** The item of any number, as if the list began anew at its end; undefined where it is empty. */
export function nth<Item>(items: readonly Item[], number: number): Item | undefined {
	return items[number % items.length];
}

/** The words of a text, of which none is empty. */
function words(text: string, separator: string | RegExp = /\s/): string[] {
	return text.split(separator).filter((word) => word !== '');
}

const NUMBERS = [
	...[0, -0, 1, 2, 3, 10, 65, 99.99, 1e3, 8500, -1, -0.01, 0.1 + 0.2, 1e15, 1e21, 1e-7, 1e300],
	...[Number.MAX_SAFE_INTEGER, Number.MAX_VALUE, Number.MIN_VALUE, 2 ** 31, 2 ** 53],
	...words('2000.0 1e999 -1e999 45515259445425123456 -9007199254740993 0.10 1E+2').map(asNumber),
];

/** Amounts, phone numbers, addresses of pages, codes. */
const TEXTS = [
	...words(`
		65.00 1,299 1,29,900.50 ₹1,299.00 499/- $0 -5 1,29 1.299,00 ٣٤ free 1e5 0x10 Infinity NaN .5 5.
		1,,299 1,299, , ₹ ₹₹5 -- +916000376569 916000376569 06000376569 6000376569 00916000376569
		XXXXXX6569 +1234567890 +12025550123 +447911123456 +971501234567 + +91 00 +0 tel:+916000376569
		+91;ext=5 6000376569;phone-context=+91 https://a.example/?b=1&amp;c=2&#38;d=3&#x26;e='&apos;&nbsp;
		https://my-store.example/checkouts/abc?key=1#top http://a.example https://a.example/
		HTTPS://A.EXAMPLE/x javascript:alert(1) https:// https://[ https://[::1]/x //a.example/x
		https://a.example/नमस्ते https://u:p@a.example/x https://a.example:99999/x https://%/x
		https://a.example/% https://xn--/ https:/a https://a.example\\x https://a_b.example/x http://1/x
		IN in US India ZZ 🇮🇳 INR inr USD JPY KWD XXX rupees SHOPIFY OCC shopify null * 0 1 true false
		ABANDONED_CHECKOUT abandonedCheckout orderPlaced yes no subscribed pending`),
	...words('Rs. 499|INR 5|5 INR| 7 |1 299|+91 60003 76569|+800 1234 5678|+91 (6000) 376-569', '|'),
	...['6000376569 ext. 5', '\u202A+916000376569\u202C', 'https://a.example/ x'],
	...['https://a.example/\u0007', '9'.repeat(64), '9'.repeat(65), '1'.repeat(20), '+'.repeat(40)],
];

/** Addresses of one and of several, and links that hide. */
const LURES = [
	...words('a@x.in, b@y.in|a@x.in\r\nBcc: v@w.in|a@x.in|<a@x.in>|null|a@x.in;b@y.in|a@@x.in', '|'),
	...words('evil\uD800.com/x evil\uFE0F.com s.team/p 1.club/a i❤.ws/x evil\u200D.com evil。com'),
	...words('e\u00ADvil.c\u034Fom evil\u{E0061}.in S.Ramesh evil．ｃｏｍ'),
];

const PIECES = [
	...words('👩🏽‍💻 👨‍👩‍👧‍👦 🇮🇳 ❤️ 1️⃣ क्ष श्री தமிழ் ﷺ ก็ ß İ ẞ e\u0301 a Z 0 . , - & " \\ {{ }} = <b>', ' '),
	...words("' %s $& × … \u200D \u200C \uFE0F \u202E \u2066 \u00AD \u034F \u0301 \u0600", ' '),
	...words(' |     |\n|\r\n|\t|\v|\f|\u0085|\u2028|\u2029|\u00A0|\u3000|\uFEFF', '|'),
	...words('\u0000|\u001B[31m|\u007F|\uD800|\uDC00|\uFFFF|\u{10FFFF}|\u2800|\u3164', '|'),
];
const piece = fc.constantFrom(...PIECES);

function pieces(minLength: number, maxLength: number): fc.Arbitrary<string> {
	return fc.array(piece, { minLength, maxLength }).map((chosen) => chosen.join(''));
}

/** A text of the kinds that vendors, shoppers and attackers write. */
export const aText: fc.Arbitrary<string> = weighted(
	[400, fc.constant('')],
	[1600, fc.constantFrom(...TEXTS)],
	[400, fc.constantFrom(...LURES)],
	[400, piece.map((chosen) => `${CANARY} ${chosen}`)],
	[758, pieces(1, 8)],
	[40, pieces(80, 380)],
	[2, fc.tuple(piece, fc.nat(6000)).map(([chosen, times]) => chosen.repeat(times))],
);

// What patterns stumble over: a start that fits, a long middle that fits twice, an end that does not.
const STARTS = ['', 'a ', ...words('https:// http://a/ + ₹ Mr. tel: - www. 0 { &# "')];
const MIDDLES = [
	...words('a 0 9 A / . , - + @ ? % & = ( [ " \\\\ ; : x 1, 1. a. a@ :// https:// &amp; %41 +91 क'),
	...words(
		' |\t|\n|a |1 |1 ,|null |Mr. |e\u0301|\u0301|\u200B|\u3164|\u2800|\uD800|👩‍💻|🇮|\u202E',
		'|',
	),
];
const ENDS = [
	...['', ' x', '\n0', ' .', '"\t-', ' - Default Title', '\u0000'],
	...words('! x " a.b - Z 0 .'),
];
/** `https://` is as long. */
const LIKE = 8;

/**
 * Makes a text of some `length` that repeats itself, as no one writes but to keep a server busy.
 * Every other one begins like the value that it replaces, where that is a text.
 */
export const aRepetition = fc
	.record({
		isAlike: fc.boolean(),
		start: fc.constantFrom(...STARTS),
		middle: fc.constantFrom(...MIDDLES),
		end: fc.constantFrom(...ENDS),
	})
	.map(({ isAlike, start, middle, end }) => (length: number, before?: unknown): string => {
		const beginning = isAlike && typeof before === 'string' ? before.slice(0, LIKE) : start;
		return `${beginning}${middle.repeat(Math.ceil(length / middle.length))}${end}`;
	});

/** Makes a number of as many digits, in one of JSON's forms. */
export const aLongNumber = fc
	.tuple(fc.constantFrom('1', '7', '9'), fc.constantFrom('#', '-#', '0.#', '#e-1'))
	.map(
		([digit, form]) =>
			(length: number) =>
				asNumber(form.replace('#', digit.repeat(length))),
	);

/** Every name that either vendor documents, and some that no one should. */
const KEYS = words(`
	event data cart_id cart_token store_url platform email phone currency customer name zip
	abandoned_checkout_url original_total_price total_price total_discount utm_parameters line_items
	promotions first_name last_name customer_name shipping_address billing_address code value
	marketing_consent accepts_marketing buyer_accepts_marketing marketing_opt_in state city product_id
	reference variant_id sku sku_name title price quantity gram grams discounted_price original_price
	image_url image_url_str image_s3_url_str address1 address2 province province_code pincode country
	country_code utm_source __proto__ constructor toString hasOwnProperty toJSON length 0 @`);
export const aKey: fc.Arbitrary<string> = fc.constantFrom(...KEYS, '');

/** Other spellings of a name: camelCase, capitals, dashes. */
export const SPELLINGS = [
	(name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
	(name: string) => name.toUpperCase(),
	(name: string) => name.replaceAll('_', '-'),
	(name: string) => name.charAt(0).toUpperCase() + name.slice(1),
];

/** A value of a JSON type without parts, of the kinds that break readers. */
export const aScalar = weighted<unknown>(
	[1, fc.constant(null)],
	[1, fc.boolean()],
	[2, fc.constantFrom(...NUMBERS)],
	[5, aText],
);

/** A value of any JSON type. */
export const aValue = orHolding(orHolding(aScalar));

function orHolding(inner: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
	return weighted<unknown>(
		[900, aScalar],
		[100, fc.array(inner, { maxLength: 3 })],
		[100, fc.tuple(aKey, inner).map(([key, value]) => ({ [key]: value }))],
		[99, fc.constant({})],
		[1, fc.nat(3000).map(nested)],
	);
}

function nested(depth: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { data: value };
	return value;
}
