/**
 * What the vendors send, with the field names of their pages at cashfree.com/docs: "Ecom360 Webhook"
 * (snake_case, in an envelope) and "Abandoned Checkout Webhook" of Cashfree OCC (camelCase, flat).
 *
 * Both vendors' names of a fact stand side by side, since shops' events mix them. What cannot be read
 * is null; an amount is undefined where it was sent and cannot be read.
 */
import * as z from 'zod/v4-mini';

import { isObject } from '../shared/json';
import * as readers from './readers';
import { part, renamed } from './renamed';
import { meaningfulName, readCoupon, readTitle } from './titles';

const text = z.transform(readers.text);
const name = z.transform((sent: unknown) => meaningfulName(readers.text(sent)));
const title = z.transform((sent: unknown) => readTitle(readers.text(sent)));
const coupon = z.transform((sent: unknown) => readCoupon(readers.text(sent)));
const amount = z.transform(readers.money);
const measure = z.transform(readers.measure);
const url = z.transform(readers.httpUrl);
const flag = z.transform(readers.flag);

/** A list, or the one object that stands for it; null where there is none. */
function list<Entry>(entry: z.ZodMiniType<Entry, unknown>) {
	const sent = z.transform((value: unknown): unknown[] | null => readers.objects(value));
	return z.pipe(sent, z.nullable(z.array(entry)));
}

const names = { firstName: name, lastName: name, customerName: name };
const consents = {
	marketingConsent: flag,
	acceptsMarketing: flag,
	buyerAcceptsMarketing: flag,
	buyerAcceptsSmsMarketing: flag,
	smsMarketingConsent: flag,
	emailMarketingConsent: flag,
	marketingOptIn: flag,
};

const Address = z.object({
	...names,
	name,
	address1: text,
	address2: text,
	city: text,
	province: text,
	provinceCode: text,
	state: text,
	zip: text,
	pincode: text,
	country: text,
	countryCode: text,
	email: text,
	phone: text,
});
const addresses = { shippingAddress: part(Address), billingAddress: part(Address) };

const Customer = z.object({
	...names,
	...consents,
	...addresses,
	name,
	email: text,
	phone: text,
});

const LineItem = z.object({
	productId: text,
	reference: text,
	variantId: text,
	sku: text,
	skuName: text,
	title,
	name: title,
	price: amount,
	discountedPrice: amount,
	originalPrice: amount,
	currency: text,
	quantity: measure,
	gram: measure,
	grams: measure,
	imageUrl: url,
	imageUrlStr: url,
	imageS3UrlStr: url,
});

const Promotion = z.object({ code: coupon, title: coupon, value: amount });

const CampaignParameter = z.object({ name: text, value: text });
const campaignList = z.array(part(CampaignParameter));

/** Campaign parameters, sent as an object or as a list of `{name, value}`; blank ones are dropped. */
const utm = z.transform((sent: unknown) => {
	const pairs = Array.isArray(sent)
		? z.parse(campaignList, sent).map(({ name, value }) => [name, value] as const)
		: Object.entries(isObject(sent) ? sent : {}).map(
				([name, value]) => [name, readers.text(value)] as const,
			);
	// fromEntries makes own keys only, whatever they are called.
	return Object.fromEntries(
		pairs.filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== null),
	);
});

const IDENTIFYING = ['cartId', 'cartToken', 'abandonedCheckoutUrl'] as const;

const Shopper = z.object({
	...names,
	...consents,
	...addresses,
	email: text,
	phone: text,
	customer: part(Customer),
});

const Checkout = z.extend(Shopper, {
	cartId: text,
	cartToken: text,
	storeUrl: text,
	platform: text,
	abandonedCheckoutUrl: text,
	originalTotalPrice: amount,
	totalPrice: amount,
	totalDiscount: amount,
	currency: text,
	utmParameters: utm,
	lineItems: list(part(LineItem)),
	promotions: list(part(Promotion)),
});

/** Who a checkout or a payment is about. */
export const shopper = renamed(Shopper);

/**
 * An abandoned checkout. Refused is only what identifies no cart: an id, a token, a link or a line
 * item must be there.
 */
export const checkout = renamed(Checkout).check(({ value, issues }) => {
	const isIdentified = IDENTIFYING.some((name) => value[name] !== null);
	if (isIdentified || value.lineItems?.length) return;
	for (const name of [...IDENTIFYING, 'lineItems']) {
		issues.push({ code: 'custom', path: [name], input: undefined });
	}
});

export type SentAddress = z.output<typeof Address>;
export type SentCheckout = z.output<typeof Checkout>;
export type SentShopper = z.output<typeof Shopper>;
export type SentCustomer = z.output<typeof Customer>;
export type SentLineItem = z.output<typeof LineItem>;
export type SentPromotion = z.output<typeof Promotion>;
