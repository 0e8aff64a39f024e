import { describe, expect, it } from '@jest/globals';

import { parsePayment } from '../../../nodes/Ecom360/checkout/payment';
import { presentPayment, presentWhatsApp } from '../../../nodes/Ecom360/checkout/whatsapp-texts';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { aCheckout, aLineItem, anEcom360Body, INDIAN_RULES } from '../../support/checkout.mts';

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

	it.each([
		['Mug - Default Title', 'Mug'],
		['Default Title', 'item'],
		['https://evil.example', 'item'],
		['Booking.com Gift Card', 'Booking. com Gift Card'],
	])('writes the title %j as %j', (title, expected) => {
		expect(whatsapp({ line_items: [{ title }] }).itemsText).toBe(expected);
	});

	it('takes a link for no coupon', () => {
		expect(whatsapp({ promotions: [{ code: 'evil.com', value: 5 }] }).couponCode).toBe('-');
	});

	it('has a usable text for everything that is unknown', () => {
		const body = { event: 'ABANDONED_CHECKOUT', data: { cart_id: 1 } };
		expect(presentWhatsApp(aCheckout(body), 'en-IN')).toEqual({
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

	it.each([
		['the first name', { first_name: 'Asha Devi', last_name: 'Rao' }, 'Asha Devi'],
		['the first word of a full name', { name: 'Asha Rao' }, 'Asha'],
		['one clean line', { first_name: 'Asha\n\tDevi' }, 'Asha Devi'],
		['a fallback', { first_name: 'evil.com' }, 'there'],
		[
			'a fallback where the cut makes a link',
			{ first_name: `${'a'.repeat(52)} Dr.comet` },
			'there',
		],
		['a fallback for what cannot be seen', { first_name: '\u200E' }, 'there'],
	])('addresses the customer by %s', (_, customer, expected) => {
		expect(whatsapp({ customer }).customerName).toBe(expected);
	});

	it.each([
		['one', [{ title: 'Mug', quantity: 1 }], 'Mug'],
		['several of one', [{ title: 'Mug', quantity: 3 }], 'Mug × 3'],
		[
			'several',
			[
				{ title: 'T-Shirt - Blue', quantity: 2 },
				{ title: 'Cap', quantity: 1 },
			],
			'T-Shirt - Blue × 2, Cap',
		],
		['line breaks and tabs', [{ title: 'T-Shirt\n\tBlue', quantity: 1 }], 'T-Shirt Blue'],
		['no quantity', [{ title: 'Mug', quantity: null }], 'Mug'],
		['not those that were taken out', [{ title: 'Cap', quantity: 0 }, { title: 'Mug' }], 'Mug'],
		['none but those that were taken out', [{ title: 'Cap', quantity: 0 }], 'your cart'],
		['none', [], 'your cart'],
	])('lists the items: %s', (_, lines, expected) => {
		expect(whatsapp({ line_items: lines.map(aLineItem) }).itemsText).toBe(expected);
	});

	it('says how many more items there are', () => {
		const lines = Array.from({ length: 1_000 }, (_, index) => ({ title: `Mug ${index}` }));
		const removed = { title: 'Cap', quantity: 0 };
		const { itemsText } = whatsapp({ line_items: [removed, ...lines, removed] });
		const [, shown = '', more = ''] = /^(Mug 0, .*) … \+ (\d+) more$/.exec(itemsText) ?? [];
		expect(shown.split(', ').length + Number(more)).toBe(1_000);
		expect(itemsText.length).toBeLessThan(350);
	});

	it.each([
		['USD', 'en-US', '$1,000.00'],
		['INR', 'hi-IN', '₹1,000.00'],
		['EUR', 'de-DE', '1.000,00 €'],
	])(
		'writes money in %s and %s, without a space that does not break',
		(currency, locale, total) => {
			expect(whatsapp({ currency }, locale).totalText).toBe(total);
		},
	);

	it('writes a total of zero as money', () => {
		expect(whatsapp({ total_price: 0 }).totalText).toBe('₹0.00');
	});

	it.each([
		[
			'in any language',
			{ customerName: 'ग्राहक', itemsText: 'आपका कार्ट' },
			'ग्राहक',
			'आपका कार्ट',
		],
		[
			'on one line',
			{ customerName: ' dear\n\tfriend ', itemsText: 'a\u0000b' },
			'dear friend',
			'a b',
		],
		[
			'of no endless length',
			{ customerName: 'a'.repeat(99), itemsText: 'b'.repeat(999) },
			`${'a'.repeat(59)}…`,
			`${'b'.repeat(299)}…`,
		],
		['unless they are blank', { customerName: ' ', itemsText: '\u200E' }, 'there', 'your cart'],
	])("has the owner's words for what is unknown, %s", (_, words, customerName, itemsText) => {
		const checkout = aCheckout({ event: 'ABANDONED_CHECKOUT', data: { cart_id: 1 } });
		const texts = { ...words, orderText: 'x' };
		expect(presentWhatsApp(checkout, 'en-IN', texts)).toMatchObject({ customerName, itemsText });
	});

	it("has none of the owner's words for what is known", () => {
		const texts = { customerName: 'you', itemsText: 'things', orderText: 'x' };
		const known = { customerName: 'Asha', itemsText: 'Mug' };
		expect(presentWhatsApp(aCheckout(anEcom360Body()), 'en-IN', texts)).toMatchObject(known);
	});

	it.each([
		['your order', undefined],
		['आपका ऑर्डर', 'आपका ऑर्डर\n'],
		['your order', ' '],
	])('calls a payment %j', (itemsText, orderText) => {
		const sent = { order: { order_id: 'o1' }, payment: { cf_payment_id: 1 } };
		const payment = parsePayment(sent, INDIAN_RULES);
		if (!payment.ok) throw new Error('No payment');
		const texts =
			orderText === undefined ? undefined : { customerName: 'you', itemsText: 'x', orderText };
		expect(presentPayment(payment.value, 'en-IN', texts)).toMatchObject({
			itemsText,
			customerName: texts ? 'you' : 'there',
		});
	});

	it.each([
		['the first JPEG or PNG', ['/1.webp', '/2.jpg', '/3.png'], '/2.jpg'],
		['one before the first without an extension', ['/1', '/2.PNG?v=3#x'], '/2.PNG?v=3#x'],
		[
			'else the first without an extension',
			[null, '/1.webp', '/checkoutcartitem1'],
			'/checkoutcartitem1',
		],
		['a JPEG in a folder with a dot', ['/v1.2/a.jpeg'], '/v1.2/a.jpeg'],
		['no extension but in the folder', ['/v1.2/a'], '/v1.2/a'],
		['none of another kind', ['/1.webp', '/2.avif', '/3.svg', '/4.gif', '/5.tiff'], null],
		['none that only its query or hash calls a JPEG', ['/1.webp?a=.jpg', '/1.gif#.png'], null],
		['none that is another kind within', ['/1.webp/800', '/proxy?url=/1.webp'], null],
		[
			'none that is turned into another kind',
			[
				...['/1.jpg?width=9&format=webp', '/2.png?fm=svg', '/3.jpg?f=avif'],
				...['/4.jpg?output=gif', '/5.png?type=webp'],
			],
			null,
		],
		['none of two extensions', ['/1.jpg.webp', '/2.png.tiff'], null],
		['none at all', [null], null],
	])('takes for a picture %s', (_, paths, expected) => {
		const host = 'https://cdn.example';
		const line_items = paths.map((path) => aLineItem({ image_url: path && host + path }));
		expect(whatsapp({ line_items }).imageUrl).toBe(expected && host + expected);
	});
});
