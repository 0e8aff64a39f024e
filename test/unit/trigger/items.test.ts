import { describe, expect, it } from '@jest/globals';

import type { DeliveryDetails } from '../../../nodes/Ecom360/item/delivery.schema';
import { present } from '../../../nodes/Ecom360/trigger/items';
import { aCheckout, aLineItem, anEcom360Body } from '../../support/checkout.mts';

const DETAILS: DeliveryDetails = {
	id: 'r1',
	topic: null,
	version: null,
	storeUrl: null,
	attempt: null,
	receivedAt: '2026-01-31T10:00:00.000Z',
	sentAt: null,
	dedupeKey: 'f1',
	signatureScheme: 'rawBody',
	signatureEncoding: 'hex',
	warnings: ['phone_invalid'],
};

function items(output: 'checkout' | 'lineItem', titles: string[]) {
	const line_items = titles.map((title) => aLineItem({ title }));
	const checkout = aCheckout(anEcom360Body({ line_items }));
	const made = present('abandonedCheckout', checkout, DETAILS, { output, locale: 'en-IN' });
	return made.filter((item) => 'cart' in item);
}

describe('present', () => {
	it.each([[[]], [['Mug']], [['Mug', 'Cap']]])('makes one item per checkout of %j', (titles) => {
		const [item, ...others] = items('checkout', titles);
		expect(others).toEqual([]);
		expect(Object.keys(item ?? {})).toEqual(['event', 'cart', 'customer', 'whatsapp', 'delivery']);
		expect(item?.cart).toMatchObject({ lineItems: titles.map((title) => ({ title })) });
	});

	it.each([[[]], [['Mug', 'Cap']]])('makes one item per line item, null for none: %j', (titles) => {
		const [whole] = items('checkout', titles);
		const { lineItems, ...cart } = whole?.cart as { lineItems: unknown[] };
		const lines = lineItems.length === 0 ? [null] : lineItems;
		const expected = lines.map((lineItem) => ({ ...whole, cart, lineItem }));
		expect(items('lineItem', titles)).toEqual(expected);
	});

	it('warns of a link that is too long for a button', () => {
		const warningsOf = (length: number) => {
			const link = `https://shop.example/${'a'.repeat(length)}`;
			const checkout = aCheckout(anEcom360Body({ abandoned_checkout_url: link }));
			const rules = { output: 'checkout', locale: 'en-IN' } as const;
			return present('abandonedCheckout', checkout, DETAILS, rules)[0]?.delivery.warnings;
		};
		expect(warningsOf(2_000)).toEqual(['phone_invalid']);
		expect(warningsOf(2_001)).toEqual(['phone_invalid', 'recovery_url_too_long']);
	});

	it("adds the owner's parameters to the link and the button, and says the owner's words", () => {
		const rules = {
			output: 'checkout',
			locale: 'en-IN',
			fallbackTexts: { customerName: 'friend', itemsText: 'bag', orderText: 'order' },
			linkParameters: [{ name: 'discount', value: 'A B' }],
		} as const;
		const body = anEcom360Body({ customer: null, line_items: [] });
		const [item] = present('abandonedCheckout', aCheckout(body), DETAILS, rules);
		const recoveryUrl = 'https://shop.example/checkouts/token1?discount=A%20B';
		const buttonSuffix = 'checkouts/token1?discount=A%20B';
		const words = { customerName: 'friend', itemsText: 'bag' };
		expect(item).toMatchObject({ cart: { recoveryUrl }, whatsapp: { buttonSuffix, ...words } });
		const linkless = aCheckout(anEcom360Body({ abandoned_checkout_url: null }));
		expect(present('abandonedCheckout', linkless, DETAILS, rules)).toMatchObject([
			{ cart: { recoveryUrl: null }, whatsapp: { buttonSuffix: null } },
		]);
	});
});
