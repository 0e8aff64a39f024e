import { describe, expect, it } from '@jest/globals';

import { occSample, ecom360Sample } from '../../support/fixtures.mts';
import { occItem } from '../../support/occ-item.mts';
import { receivedItems } from '../../support/receiving.mts';

// sha256sum of the file.
const ECOM360_FINGERPRINT = 'a103df26d2f58fedc05e572386983a571a164f5f9646ae8b8800e8fff0d17305';

const ecom360 = { body: ecom360Sample, headers: { 'x-request-id': 'req-1' } };
const occ = { vendor: 'occ', body: occSample, headers: { 'x-idempotency-key': 'idem-1' } } as const;

const cart = {
	id: 'cart_123456',
	token: 'abc123token',
	storeUrl: 'my-store.myshopify.com',
	platform: 'SHOPIFY',
	recoveryUrl: 'https://my-store.myshopify.com/checkouts/abc123token',
	currency: 'INR',
	originalTotal: 10000,
	discountTotal: 1500,
	total: 8500,
	lineItemCount: 2,
	quantity: 3,
	promotions: [
		{ code: 'WELCOME10', value: 1000 },
		{ code: 'SUMMER2025', value: 500 },
	],
	couponCode: 'WELCOME10',
	utm: { fbclid: 'fbclid_123', utm_campaign: 'summer_sale' },
};
const shirt = {
	productId: 'prod_001',
	variantId: 'var_001',
	sku: 'SKU001',
	title: 'T-Shirt - Blue',
	price: 5000,
	quantity: 2,
	weightGrams: 200,
	imageUrl: null,
};
const cap = {
	...shirt,
	...{ productId: 'prod_002', variantId: 'var_002', sku: 'SKU002', title: 'Cap - Black' },
	...{ price: 3000, quantity: 1, weightGrams: 150 },
};
const aroundCart = {
	event: 'abandonedCheckout',
	customer: {
		firstName: 'John',
		lastName: 'Doe',
		fullName: 'John Doe',
		email: 'customer@example.com',
		phone: null,
		phoneAsSent: '+1234567890',
		callingCode: null,
		nationalNumber: null,
		countryCode: 'US',
		marketingConsent: null,
		address: {
			name: 'John Doe',
			address1: '123 Elm Street',
			address2: 'Apt 4B',
			city: 'New York',
			province: 'NY',
			provinceCode: 'NY',
			zip: '10001',
			country: 'US',
			countryCode: 'US',
			phone: '+1234567890',
		},
	},
	whatsapp: {
		reachable: false,
		to: null,
		customerName: 'John',
		itemsText: 'T-Shirt - Blue × 2, Cap - Black',
		totalText: '₹8,500.00',
		originalTotalText: '₹10,000.00',
		discountText: '₹1,500.00',
		couponCode: 'WELCOME10',
		buttonSuffix: 'checkouts/abc123token',
		imageUrl: null,
	},
	delivery: {
		id: 'req-1',
		topic: 'abandonedCheckout',
		version: 'v1',
		storeUrl: 'my-store.myshopify.com',
		attempt: null,
		receivedAt: '2026-01-31T10:00:00.000Z',
		sentAt: null,
		dedupeKey: ECOM360_FINGERPRINT,
		signatureScheme: 'rawBody',
		signatureEncoding: 'hex',
		warnings: ['phone_invalid'],
	},
};

describe("Ecom360's documented sample", () => {
	it('becomes one item', async () => {
		const expected = { ...aroundCart, cart: { ...cart, lineItems: [shirt, cap] } };
		expect(await receivedItems(ecom360)).toEqual([expected]);
	});

	it('becomes one item per line item, without the list of them', async () => {
		const items = await receivedItems({ ...ecom360, parameters: { output: 'lineItem' } });
		expect(items).toEqual([shirt, cap].map((lineItem) => ({ ...aroundCart, cart, lineItem })));
	});
});

describe("Cashfree OCC's documented sample", () => {
	it('becomes one item', async () => {
		const moment = '2026-01-31T10:00:00.000Z';
		const delivery = { ...occItem.delivery, id: 'idem-1', receivedAt: moment, sentAt: moment };
		expect(await receivedItems(occ)).toEqual([{ ...occItem, delivery }]);
	});
});
