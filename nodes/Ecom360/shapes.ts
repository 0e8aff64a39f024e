import { fieldReader } from './wire';

/**
 * The field names are those of the two vendor pages, "Ecom360 Webhook" (snake_case, in an envelope)
 * and "Abandoned Checkout Webhook" of Cashfree OCC (camelCase, flat), at cashfree.com/docs.
 */
export const envelopeFields = fieldReader(['event', 'data']);
export const checkoutFields = fieldReader([
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
export const lineItemFields = fieldReader([
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
export const promotionFields = fieldReader(['code', 'title', 'value']);
export const utmFields = fieldReader(['name', 'value']);
export const customerFields = fieldReader([
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
export const addressFields = fieldReader([
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
export const consentFields = fieldReader(['state']);

export type CheckoutFields = ReturnType<typeof checkoutFields>;
export type LineItemFields = ReturnType<typeof lineItemFields>;
export type CustomerFields = ReturnType<typeof customerFields>;
export type AddressFields = ReturnType<typeof addressFields>;
