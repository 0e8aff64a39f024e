import { describe, expect, it } from '@jest/globals';

import { parsePayment } from '../../../nodes/Ecom360/checkout/payment';
import { presentPayment, presentWhatsApp } from '../../../nodes/Ecom360/checkout/whatsapp-texts';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { aCheckout, aLineItem, anEcom360Body, INDIAN_RULES } from '../../support/checkout.mts';

const EMPTY = { event: 'ABANDONED_CHECKOUT', data: { cart_id: 1 } };

function whatsapp(changes: JsonObject = {}, locale = 'en-IN') {
	return presentWhatsApp(aCheckout(anEcom360Body(changes)), locale);
}

describe('presentWhatsApp', () => {
	it('gives everything that a template takes', () => {
		expect(whatsapp({ promotions: [{ code: 'SAVE200', value: 200 }] })).toEqual({
			reachable: true,
			to: '916000376569',
			customerName: 'Asha',
			itemsText: 'Mug',
			totalText: '₹1,000.00',
			originalTotalText: '₹1,200.00',
			discountText: '₹200.00',
			couponCode: 'SAVE200',
			buttonSuffix: 'checkouts/token1',
			imageUrl: null,
		});
	});

	it('has nobody to write to where the number is a landline', () => {
		expect(whatsapp({ phone: '022 2888 8888' })).toMatchObject({ reachable: false, to: null });
	});

	it('takes a link for no coupon', () => {
		expect(whatsapp({ promotions: [{ code: 'evil.com', value: 5 }] }).couponCode).toBe('-');
	});

	it('has a usable text for everything that is unknown', () => {
		expect(presentWhatsApp(aCheckout(EMPTY), 'en-IN')).toEqual({
			reachable: false,
			to: null,
			customerName: 'there',
			itemsText: 'your cart',
			totalText: '-',
			originalTotalText: '-',
			discountText: '-',
			couponCode: '-',
			buttonSuffix: null,
			imageUrl: null,
		});
	});

	// Whom a name greets is tabled in greeting.test.ts.
	it.each([
		['the first name', { first_name: 'Asha Devi', last_name: 'Rao' }, 'Asha Devi'],
		['the first word of a full name', { name: 'Asha Rao' }, 'Asha'],
		['one clean line', { first_name: 'Asha\n\tDevi' }, 'Asha Devi'],
		['a fallback', { first_name: 'evil.com' }, 'there'],
		['a fallback where a cut makes a link', { first_name: `${'a'.repeat(52)} Dr.comet` }, 'there'],
		['a fallback for what cannot be seen', { first_name: '\u200E' }, 'there'],
	])('addresses the customer by %s', (_, customer, expected) => {
		expect(whatsapp({ customer }).customerName).toBe(expected);
	});

	const [shirt, gone] = [
		{ title: 'T-Shirt - Blue', quantity: 2 },
		{ title: 'Cap', quantity: 0 },
	];
	it.each([
		['one', [{ title: 'Mug', quantity: 1 }], 'Mug'],
		['several', [shirt, { title: 'Cap' }], 'T-Shirt - Blue × 2, Cap'],
		['line breaks and tabs', [{ title: 'T-Shirt\n\tBlue' }], 'T-Shirt Blue'],
		['no quantity', [{ title: 'Mug', quantity: null }], 'Mug'],
		['not those that were taken out', [gone, { title: 'Mug' }], 'Mug'],
		['none but those that were taken out', [gone], 'your cart'],
		['none', [], 'your cart'],
		['no variant that is none', [{ title: 'Mug - Default Title' }], 'Mug'],
		['no title', [{ title: 'Default Title', sku: null }], 'item'],
		['a link', [{ title: 'https://evil.example' }], 'item'],
		['a domain', [{ title: 'Booking.com Gift Card' }], 'Booking. com Gift Card'],
	])('lists the items: %s', (_, lines, expected) => {
		expect(whatsapp({ line_items: lines.map(aLineItem) }).itemsText).toBe(expected);
	});

	it('says how many more items there are', () => {
		const lines = Array.from({ length: 1_000 }, (_, index) => ({ title: `Mug ${index}` }));
		const { itemsText } = whatsapp({ line_items: [gone, ...lines, gone] });
		const [, shown = '', more = ''] = /^(Mug 0, .*) … \+ (\d+) more$/.exec(itemsText) ?? [];
		expect(shown.split(', ').length + Number(more)).toBe(1_000);
		expect(itemsText.length).toBeLessThan(350);
	});

	it('writes money without a space that does not break, and zero as money', () => {
		expect(whatsapp({ currency: 'EUR' }, 'de-DE').totalText).toBe('1.000,00 €');
		expect(whatsapp({ total_price: 0 }).totalText).toBe('₹0.00');
	});

	it.each([
		['in any language', 'ग्राहक', 'आपका कार्ट', 'ग्राहक', 'आपका कार्ट'],
		['on one line', ' dear\n\tfriend ', 'a\u0000b', 'dear friend', 'a b'],
		['cut', 'a'.repeat(99), 'b'.repeat(999), `${'a'.repeat(59)}…`, `${'b'.repeat(299)}…`],
		['unless they are blank', ' ', '\u200E', 'there', 'your cart'],
	])("has the owner's words for what is unknown, %s", (_, name, items, customerName, itemsText) => {
		const texts = { customerName: name, itemsText: items, orderText: 'x' };
		const written = presentWhatsApp(aCheckout(EMPTY), 'en-IN', texts);
		expect(written).toMatchObject({ customerName, itemsText });
	});

	it("has none of the owner's words for what is known", () => {
		const texts = { customerName: 'you', itemsText: 'things', orderText: 'x' };
		const known = { customerName: 'Asha', itemsText: 'Mug' };
		expect(presentWhatsApp(aCheckout(anEcom360Body()), 'en-IN', texts)).toMatchObject(known);
	});

	it.each([
		['your order', undefined, 'there'],
		['आपका ऑर्डर', { customerName: 'you', itemsText: 'x', orderText: 'आपका ऑर्डर\n' }, 'you'],
		['your order', { customerName: 'you', itemsText: 'x', orderText: ' ' }, 'you'],
	])('calls a payment %j', (itemsText, texts, customerName) => {
		const sent = { order: { order_id: 'o1' }, payment: { cf_payment_id: 1 } };
		const payment = parsePayment(sent, INDIAN_RULES);
		if (!payment.ok) throw new Error('No payment');
		const written = presentPayment(payment.value, 'en-IN', texts);
		expect(written).toMatchObject({ itemsText, customerName });
	});

	const turned = ['/1.jpg?width=9&format=webp', '/2.png?fm=svg', '/3.jpg?f=avif'];
	it.each([
		['the first JPEG or PNG', ['/1.webp', '/2.jpg', '/3.png'], '/2.jpg'],
		['one before the first without an extension', ['/1', '/2.PNG?v=3#x'], '/2.PNG?v=3#x'],
		['else the first without', [null, '/1.webp', '/checkoutcartitem1'], '/checkoutcartitem1'],
		['a JPEG in a folder with a dot', ['/v1.2/a.jpeg'], '/v1.2/a.jpeg'],
		['no extension but in the folder', ['/v1.2/a'], '/v1.2/a'],
		['none of another kind', ['/1.webp', '/2.avif', '/3.svg', '/4.gif', '/5.tiff'], null],
		['none that only its query or hash calls a JPEG', ['/1.webp?a=.jpg', '/1.gif#.png'], null],
		['none that its query makes another kind', ['/1?fm=avif', '/2?f=svg', '/3?to=gif'], null],
		['none that is another kind within', ['/1.webp/800', '/proxy?url=/1.webp'], null],
		['none that is turned into another kind', turned, null],
		['none that is put out as another kind', ['/4.jpg?output=gif', '/5.png?type=webp'], null],
		['none of two extensions', ['/1.jpg.webp', '/2.png.tiff'], null],
		['none at all', [null], null],
	])('takes for a picture %s', (_, paths, expected) => {
		const host = 'https://cdn.example';
		const line_items = paths.map((path) => aLineItem({ image_url: path && host + path }));
		expect(whatsapp({ line_items }).imageUrl).toBe(expected && host + expected);
	});
});
