import * as z from 'zod/v4-mini';

import {
	amountOrNull,
	countOrNull,
	currency,
	field,
	textOrNull,
	textsByName,
	urlOrNull,
} from './field';

export const lineItem = z.strictObject({
	productId: field(textOrNull, 'The product', {
		example: 'prod_001',
		ecom360: '`product_id`',
		occ: '`reference`',
	}),
	variantId: field(textOrNull, 'The variant', {
		example: 'var_001',
		ecom360: '`variant_id`',
		occ: '`variantId`',
	}),
	sku: field(textOrNull, 'The stock-keeping unit', {
		example: 'SKU001',
		ecom360: '`sku`',
		occ: '`skuName`',
	}),
	title: field(textOrNull, 'The title, else the name, else the SKU', {
		example: 'T-Shirt - Blue',
		ecom360: '`title`',
		occ: '`name`',
	}),
	price: field(amountOrNull, 'Per piece, in major units', {
		example: 5000,
		ecom360: '`price`',
		occ: '`discountedPrice`, else `originalPrice`',
	}),
	quantity: field(amountOrNull, 'Pieces', {
		example: 2,
		ecom360: '`quantity`',
		occ: '`quantity`',
	}),
	weightGrams: field(amountOrNull, 'Weight of one piece', {
		example: 200,
		ecom360: '`gram`',
		occ: '–',
	}),
	imageUrl: field(urlOrNull, 'A picture, as sent', {
		example: 'https://cdn.example.com/files/1.jpg',
		ecom360: '`image_url`',
		occ: '`imageUrlStr`, else `imageS3UrlStr`',
	}),
});

const promotion = z.strictObject({ code: textOrNull, value: amountOrNull });

/** A cart without its lines, with amounts in major units of its currency. */
export const cartAlone = z.strictObject({
	id: field(textOrNull, "The cart's id, as text", {
		example: 'cart_123456',
		ecom360: '`cart_id`',
		occ: '`cartId`',
	}),
	token: field(textOrNull, "The shop's token for the cart", {
		example: 'abc123token',
		ecom360: '`cart_token`',
		occ: '`cartToken`',
	}),
	storeUrl: field(textOrNull, 'The store', {
		example: 'my-store.myshopify.com',
		ecom360: '`store_url`',
		occ: '`storeUrl`',
	}),
	platform: field(textOrNull, '`SHOPIFY`, `OCC`, or `null`', {
		example: 'SHOPIFY',
		ecom360: '`platform`',
		occ: '`platform`',
	}),
	recoveryUrl: field(
		urlOrNull,
		'The link that brings the shopper back to the checkout; always http or https',
		{
			example: 'https://my-store.myshopify.com/checkouts/abc123token',
			ecom360: '`abandoned_checkout_url`',
			occ: '`abandonedCheckoutUrl`',
		},
	),
	currency: field(currency, 'ISO 4217 code', {
		example: 'INR',
		ecom360: '`currency`, else a mark in an amount, else **Options → Default Currency**',
		occ: "the first line item's, else the same",
	}),
	originalTotal: field(amountOrNull, 'Before discounts, in major units (rupees)', {
		example: 10000,
		ecom360: '`original_total_price`',
		occ: '`originalTotalPrice`',
	}),
	discountTotal: field(amountOrNull, 'All discounts', {
		example: 1500,
		ecom360: '`total_discount`',
		occ: '`totalDiscount`',
	}),
	total: field(amountOrNull, 'What there is to pay, as sent: never recomputed', {
		example: 8500,
		ecom360: '`total_price`',
		occ: '`totalPrice`',
	}),
	lineItemCount: field(countOrNull, 'How many lines; `null` where the event sends no list', {
		example: 2,
		ecom360: 'counted',
		occ: 'counted',
	}),
	quantity: field(amountOrNull, 'How many pieces; `null` where the event sends no list', {
		example: 3,
		ecom360: 'added up',
		occ: 'added up',
	}),
	promotions: field(z.array(promotion), 'Discounts: `code` and `value` of each', {
		example: [{ code: 'WELCOME10', value: 1000 }],
		ecom360: '`promotions`',
		occ: '`promotions`',
	}),
	couponCode: field(textOrNull, "The first promotion's code", { example: 'WELCOME10' }),
	utm: field(textsByName, 'Where the shopper came from; blank values are left out', {
		example: { utm_campaign: 'summer_sale' },
		ecom360: '`utm_parameters`',
		occ: '`utmParameters`',
	}),
});

export const cart = z.extend(cartAlone, {
	lineItems: field(z.array(lineItem), 'The lines; see below', {
		ecom360: '`line_items`',
		occ: '`lineItems`',
	}),
});

export type Cart = z.output<typeof cart>;
export type LineItem = z.output<typeof lineItem>;
export type Promotion = z.output<typeof promotion>;
