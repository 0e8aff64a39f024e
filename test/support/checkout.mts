import { parseCheckout } from '../../nodes/Ecom360/checkout/checkout.ts';
import type { AbandonedCheckout, ReadingRules } from '../../nodes/Ecom360/checkout/checkout.ts';
import { openEnvelope } from '../../nodes/Ecom360/payload/envelope.ts';
import type { JsonObject } from '../../nodes/Ecom360/shared/json.ts';

/** An Ecom360 body, valid by default; `changes` are made in its `data`, and undefined removes. */
export function anEcom360Body(changes: JsonObject = {}): { event: string; data: JsonObject } {
	return {
		event: 'ABANDONED_CHECKOUT',
		data: {
			cart_id: 'cart_1',
			cart_token: 'token1',
			store_url: 'shop.example',
			platform: 'SHOPIFY',
			email: 'asha@example.com',
			phone: '+916000376569',
			abandoned_checkout_url: 'https://shop.example/checkouts/token1',
			original_total_price: 1200,
			total_price: 1000,
			total_discount: 200,
			line_items: [aLineItem()],
			promotions: [],
			customer: { first_name: 'Asha', last_name: 'Rao', shipping_address: { country_code: 'IN' } },
			...changes,
		},
	};
}

export function aLineItem(changes: JsonObject = {}): JsonObject {
	return {
		product_id: 'p1',
		variant_id: 'v1',
		sku: 'MUG',
		title: 'Mug',
		price: 1000,
		quantity: 1,
		gram: 300,
		...changes,
	};
}

/** A flat Cashfree OCC body, valid by default. */
export function anOccBody(changes: JsonObject = {}): JsonObject {
	return {
		cartId: 75355,
		storeUrl: 'shop.example',
		platform: null,
		cartToken: 'token1',
		email: 'asha@example.com',
		phone: '+91 6000376569',
		abandonedCheckoutUrl: 'https://pay.example/checkout/g63e',
		originalTotalPrice: 1200.0,
		totalPrice: 1000.0,
		totalDiscount: 200.0,
		lineItems: [anOccLineItem()],
		promotions: [],
		customer: { firstName: 'Asha', lastName: 'Rao' },
		...changes,
	};
}

export function anOccLineItem(changes: JsonObject = {}): JsonObject {
	return {
		reference: 8181897822385,
		variantId: 45515259445425,
		skuName: '',
		name: 'Mug',
		imageUrlStr: '',
		imageS3UrlStr: '',
		originalPrice: 1200.0,
		discountedPrice: 1000.0,
		currency: 'INR',
		quantity: 1,
		...changes,
	};
}

/** What is looked for in an Ecom360 event that holds no checkout. */
export const CHECKOUT_PATHS = [
	'data.cart_id',
	'data.cart_token',
	'data.abandoned_checkout_url',
	'data.line_items',
];

export const INDIAN_RULES: ReadingRules = {
	defaultCountry: 'IN',
	currency: 'INR',
	amountUnit: 'major',
};

/** Reads a body that must hold a checkout. */
export function aCheckout(
	body: JsonObject = anEcom360Body(),
	rules: Partial<ReadingRules> = {},
): AbandonedCheckout {
	const { data, vendor } = openEnvelope(body);
	const checkout = parseCheckout(data, vendor, { ...INDIAN_RULES, ...rules });
	if (checkout.ok) return checkout.value;
	throw new Error(`No checkout: ${checkout.error.join(', ')}`);
}
