import { describe, expect, it } from '@jest/globals';

import * as z from 'zod/v4-mini';

import { cart, type CartFields } from '../../../../nodes/Ecom360/actions/event/cart-fields';
import {
	SAMPLE_NAME,
	SAMPLE_PHONE,
	SAMPLE_TOTAL,
	sampleCheckout,
} from '../../../../nodes/Ecom360/actions/event/sample';
import { sampleCart } from '../../../support/fixtures.mts';
import { receivedItem } from '../../../support/receiving.mts';

const ids = { cartNumber: 482915, token: 'c1a7f3' };

const SAMPLE_IDS = { cartNumber: 482915637, token: 'c1a7f3' };

/** The fields as the panel has them before anybody fills them in. */
function cartOf(given: object): CartFields {
	const shopper = { shopperName: SAMPLE_NAME, shopperPhone: SAMPLE_PHONE };
	return z.parse(z.object(cart), { ...shopper, ...given });
}

type Changes = Partial<CartFields> & { more?: Partial<CartFields['additionalFields']> };

function fields({ more, ...changes }: Changes = {}): CartFields {
	return {
		format: 'ecom360',
		shopperName: 'Priya Rani Sharma',
		shopperPhone: '+91 60003 76569',
		items: {
			item: [
				{ title: 'Mug', price: 0.1, quantity: 1, imageUrl: '' },
				{ title: 'Plate', price: 0.2, quantity: 1, imageUrl: '' },
			],
		},
		...changes,
		additionalFields: {
			couponCode: 'WELCOME10',
			discount: 0.05,
			email: 'priya@example.com',
			recoveryUrl: '',
			store: 'shop.example',
			total: undefined,
			...more,
		},
	};
}

/** What our own trigger makes of it. */
async function itemOf(vendor: CartFields['format'], changes: Changes = {}) {
	const body = sampleCheckout(fields({ format: vendor, ...changes }), ids);
	return await receivedItem({ vendor, body });
}

describe.each(['ecom360', 'occ'] as const)('a sample checkout: %s', (vendor) => {
	it('is read by the trigger without a warning', async () => {
		const { cart, customer, whatsapp, delivery } = await itemOf(vendor);
		expect(delivery.warnings).toEqual([]);
		expect(cart).toMatchObject({
			id: expect.stringContaining('482915'),
			token: 'c1a7f3',
			storeUrl: 'shop.example',
			recoveryUrl: 'https://shop.example/checkouts/c1a7f3',
			originalTotal: 0.3,
			discountTotal: 0.05,
			total: 0.25,
			lineItemCount: 2,
			promotions: [{ code: 'WELCOME10', value: 0.05 }],
		});
		expect(customer).toMatchObject({
			firstName: 'Priya',
			lastName: 'Rani Sharma',
			fullName: 'Priya Rani Sharma',
			email: 'priya@example.com',
			phone: '+916000376569',
			countryCode: 'IN',
			address: { city: 'Bengaluru', countryCode: 'IN' },
		});
		expect(whatsapp).toMatchObject({
			to: '916000376569',
			itemsText: 'Mug, Plate',
			buttonSuffix: 'checkouts/c1a7f3',
		});
	});

	it('has two products where none are given', async () => {
		const { cart } = await itemOf(vendor, { items: {}, more: { discount: 0 } });
		expect(cart).toMatchObject({ lineItemCount: 2, quantity: 3, total: 2297 });
	});

	const link = 'https://a.example/1';
	const noPromotion = { promotions: [], couponCode: null };
	it.each([
		['the total that is given', { more: { total: 99 } }, { total: 99, originalTotal: 0.3 }],
		['a total of nothing', { more: { total: 0 } }, { total: 0 }],
		['never less than nothing', { more: { discount: 5 } }, { total: 0, discountTotal: 5 }],
		['the link that is given', { more: { recoveryUrl: link } }, { recoveryUrl: link }],
		['no promotion without a coupon', { more: { couponCode: '' } }, noPromotion],
	])('has %s', async (_, changes, expected) => {
		expect((await itemOf(vendor, changes)).cart).toMatchObject(expected);
	});

	it('may have no name, phone or email', async () => {
		const nobody = { shopperName: '', shopperPhone: '', more: { email: '' } };
		const { customer, whatsapp } = await itemOf(vendor, nobody);
		expect(customer).toMatchObject({ fullName: null, phone: null, email: null });
		expect(whatsapp).toMatchObject({ reachable: false, customerName: 'there' });
	});
});

describe('the sample cart', () => {
	const panel = cartOf({});

	it('is the one that README and examples show', () => {
		const cart = sampleCheckout(panel, SAMPLE_IDS);
		expect(`${JSON.stringify(cart, null, '\t')}\n`).toBe(sampleCart.toString());
	});

	it.each(['ecom360', 'occ'] as const)('reaches somebody as %s', async (format) => {
		const body = sampleCheckout({ ...panel, format }, SAMPLE_IDS);
		const { cart, whatsapp, delivery } = await receivedItem({ vendor: format, body });
		expect(delivery.warnings).toEqual([]);
		const totals = { originalTotal: 2297, discountTotal: 229.7, total: SAMPLE_TOTAL };
		expect(cart).toMatchObject(totals);
		const imageUrl = expect.stringMatching(/^https:/);
		expect(whatsapp).toMatchObject({ to: '919999999999', couponCode: 'WELCOME10', imageUrl });
	});
});
