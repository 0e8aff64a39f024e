/**
 * What the vendors send, with the field names of their pages at cashfree.com/docs: "Ecom360 Webhook"
 * (snake_case, in an envelope) and "Abandoned Checkout Webhook" of Cashfree OCC (camelCase, flat).
 *
 * Both vendors' names for a fact stand side by side, since shops' events mix them. What cannot be read
 * is null; an amount is undefined where it was sent and cannot be read.
 */
import * as z from 'zod/v4-mini';

import * as readers from './readers';
import { all, first, list, one, renamed } from './renamed';
import { readCoupon, readName, readTitle } from './titles';

const text = first(readers.text);
const name = first((sent) => readName(readers.text(sent)));
const title = first((sent) => readTitle(readers.text(sent)));
const coupon = first((sent) => readCoupon(readers.text(sent)));
const amount = first(readers.money);
const currency = first(readers.currencyName);
const measure = first(readers.measure);
const url = first(readers.httpUrl);

const names = { firstName: name, lastName: name, customerName: name };
const consent = { marketingConsent: all(readers.consent) };
const consentNames = {
	marketingConsent: [
		...['acceptsMarketing', 'buyerAcceptsMarketing', 'buyerAcceptsSmsMarketing'],
		...['smsMarketingConsent', 'emailMarketingConsent', 'marketingOptIn'],
	],
};

const Address = z.object({
	...names,
	name,
	address1: text,
	address2: text,
	city: text,
	province: text,
	provinceCode: text,
	zip: text,
	country: text,
	countryCode: text,
	email: text,
	phone: text,
});
const address = one(Address, { province: ['state'], zip: ['pincode'] });
const addresses = { shippingAddress: address, billingAddress: address };

const Customer = z.object({
	...names,
	...consent,
	...addresses,
	name,
	email: text,
	phone: text,
});

const LineItem = z.object({
	productId: text,
	variantId: text,
	sku: text,
	title,
	price: amount,
	discountedPrice: amount,
	originalPrice: amount,
	currency,
	quantity: measure,
	weightGrams: measure,
	imageUrl: url,
});
const lineItems = list(LineItem, {
	productId: ['reference'],
	sku: ['skuName'],
	title: ['name'],
	weightGrams: ['gram', 'grams'],
	imageUrl: ['imageUrlStr', 'imageS3UrlStr'],
});

const Promotion = z.object({ code: coupon, value: amount });

const IDENTIFYING = ['cartId', 'cartToken', 'abandonedCheckoutUrl'] as const;

const Shopper = z.object({
	...names,
	...consent,
	...addresses,
	email: text,
	phone: text,
	customer: one(Customer, consentNames),
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
	currency,
	utmParameters: first(readers.namedTexts),
	completedAt: text,
	orderId: text,
	lineItems,
	promotions: list(Promotion, { code: ['title'] }),
});

/** Who a checkout or a payment is about. */
export const shopper = renamed(Shopper, consentNames);

/**
 * An abandoned checkout. Refuses only what identifies no cart: there must be an id, a token, a link or
 * a line item.
 */
export const checkout = renamed(Checkout, consentNames).check(({ value, issues }) => {
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
