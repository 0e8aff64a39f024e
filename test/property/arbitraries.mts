import fc from 'fast-check';

import type { JsonObject } from '../../nodes/Ecom360/shared/json.ts';

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

const plausible = fc.oneof(
	wildText,
	fc.constantFrom('65.00', '₹1,299.00', '-5', 'free', '+91 60003 76569', 'XXXXXXXXXX', 'INR', 'IN'),
	fc.constantFrom('https://shop.example/a?b#c', 'javascript:alert(1)', 'https://[', 'true', ''),
	fc.webUrl({ withQueryParameters: true, withFragments: true }),
	fc.integer(),
	fc.double(),
	fc.boolean(),
	fc.constant(null),
	fc.bigInt({ min: 0n, max: 10n ** 20n }).map(Number),
);

const anyValue = fc.oneof(
	{ weight: 6, arbitrary: plausible },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

const HOSTILE_KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''];

function objectOf(keys: readonly string[], value: fc.Arbitrary<unknown> = anyValue) {
	const key = fc.constantFrom(...keys, ...HOSTILE_KEYS);
	// From entries, since a literal would take __proto__ for the prototype.
	return fc
		.array(fc.tuple(key, value), { maxLength: 12 })
		.map((entries): JsonObject => Object.fromEntries(entries));
}

const NAMES = ['first_name', 'firstName', 'last_name', 'name', 'customerName', 'email', 'phone'];
const CONSENTS = ['marketing_consent', 'acceptsMarketing', 'buyer_accepts_marketing'];

const PLACES = ['address1', 'city', 'province_code', 'zip', 'country', 'country_code'];
const address = objectOf([...NAMES, ...PLACES]);
const customer = fc
	.tuple(objectOf([...NAMES, ...CONSENTS]), fc.oneof(address, anyValue))
	.map(([fields, shipping_address]) => ({ ...fields, shipping_address }));
const lineItem = objectOf([
	...['product_id', 'reference', 'sku', 'title', 'name', 'price', 'quantity', 'gram', 'image_url'],
]);
const list = (item: fc.Arbitrary<unknown>) =>
	fc.oneof(fc.array(fc.oneof(item, anyValue), { maxLength: 30 }), item, anyValue);

/** The data of a checkout that has an id, and anything else in any other field. */
export const checkoutData: fc.Arbitrary<JsonObject> = fc
	.record({
		fields: objectOf([
			...[...NAMES, ...CONSENTS, 'store_url', 'platform', 'cartToken', 'abandoned_checkout_url'],
			...['total_price', 'originalTotalPrice', 'total_discount', 'currency'],
		]),
		line_items: list(lineItem),
		promotions: list(objectOf(['code', 'value', 'title'])),
		utm_parameters: fc.oneof(objectOf(['utm_source', 'fbclid']), list(objectOf(['name', 'value']))),
		customer: fc.oneof(customer, anyValue),
	})
	.map(({ fields, ...groups }) => ({ ...fields, ...groups, cart_id: 'cart_1' }));

const anyOf = <T,>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
	fc.record(model, { requiredKeys: [] });

/** What a merchant may enter, by name. */
export const plausibleParameters = anyOf({
	events: fc.subarray(['abandonedCheckout', '*'], { minLength: 1 }),
	filters: anyOf({
		minimumTotal: fc.nat(),
		maximumTotal: fc.nat(),
		stores: fc.constantFrom('', 'shop.example', 'a.example, b.example'),
		platforms: fc.subarray(['SHOPIFY', 'OCC']),
		countries: fc.constantFrom('', 'IN', 'in,us'),
		requirePhone: fc.boolean(),
		requireConsent: fc.boolean(),
	}),
	options: anyOf({
		defaultCountry: fc.constantFrom('IN', 'US', 'AE', 'ZZ', ''),
		currency: fc.constantFrom('INR', 'JPY', 'KWD', 'XXX', 'rupees', ''),
		amountUnit: fc.constantFrom('major', 'minor'),
		locale: fc.constantFrom('en-IN', 'hi-IN', 'ar-EG-u-nu-arab', 'de', 'x', ''),
		includePayload: fc.boolean(),
		includeRawBody: fc.boolean(),
		duplicatesBy: fc.constantFrom('event', 'cart', 'shopper'),
		includeIgnored: fc.boolean(),
	}),
	signatureOptions: anyOf({ timestampTolerance: fc.nat(10) }),
});

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
