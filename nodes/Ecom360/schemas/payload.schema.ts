import { shape } from './readers';

/**
 * The field names are those of the two vendor pages, "Ecom360 Webhook" (snake_case, in an envelope)
 * and "Abandoned Checkout Webhook" of Cashfree OCC (camelCase, flat), at cashfree.com/docs.
 */
export const ENVELOPE = shape(['event', 'data']);
export const CHECKOUT = shape([
	'cartId',
	'cartToken',
	'storeUrl',
	'platform',
	'email',
	'phone',
	'abandonedCheckoutUrl',
	'originalTotalPrice',
	'totalPrice',
	'totalDiscount',
	'currency',
	'utmParameters',
	'lineItems',
	'promotions',
	'customer',
	'firstName',
	'lastName',
	'customerName',
	'shippingAddress',
	'billingAddress',
	'marketingConsent',
	'acceptsMarketing',
	'buyerAcceptsMarketing',
	'marketingOptIn',
]);
export const LINE_ITEM = shape([
	'productId',
	'reference',
	'variantId',
	'sku',
	'skuName',
	'title',
	'name',
	'price',
	'discountedPrice',
	'originalPrice',
	'currency',
	'quantity',
	'gram',
	'grams',
	'imageUrl',
	'imageUrlStr',
	'imageS3UrlStr',
]);
export const PROMOTION = shape(['code', 'title', 'value']);
export const UTM = shape(['name', 'value']);
export const CUSTOMER = shape([
	'email',
	'phone',
	'firstName',
	'lastName',
	'name',
	'customerName',
	'shippingAddress',
	'billingAddress',
	'marketingConsent',
	'acceptsMarketing',
	'buyerAcceptsMarketing',
	'marketingOptIn',
]);
export const ADDRESS = shape([
	'firstName',
	'lastName',
	'name',
	'customerName',
	'address1',
	'address2',
	'city',
	'province',
	'provinceCode',
	'state',
	'zip',
	'pincode',
	'country',
	'countryCode',
	'email',
	'phone',
]);
export const CONSENT = shape(['state']);
