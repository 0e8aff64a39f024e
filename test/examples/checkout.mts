import { randomBytes } from 'node:crypto';

import type { JsonObject } from '../../nodes/Ecom360/shared/json.ts';

/** A cart as Ecom360 sends it. */
export function aKurtaCart(changes: JsonObject = {}): { event: string; data: JsonObject } {
	const phone = '+91 60003 76569';
	return {
		event: 'ABANDONED_CHECKOUT',
		data: {
			cart_id: 'cart_482915',
			cart_token: 'c1a7f3e9a52b8d04',
			store_url: 'kalakari-studio.myshopify.com',
			platform: 'SHOPIFY',
			email: 'priya.sharma@example.com',
			phone,
			abandoned_checkout_url:
				'https://kalakari-studio.myshopify.com/checkouts/c1a7f3e9a52b8d04?key=9d2f',
			original_total_price: 2297,
			total_price: 2067.3,
			total_discount: 229.7,
			line_items: [
				{ title: 'Block Print Kurta – Indigo / M', price: 1499, quantity: 1 },
				{ title: 'Brass Diya – Set of 4', price: 399, quantity: 2 },
			],
			promotions: [{ code: 'FESTIVE10', value: 229.7 }],
			customer: {
				first_name: 'Priya',
				last_name: 'Sharma',
				shipping_address: { city: 'Bengaluru', country_code: 'IN', phone },
			},
			...changes,
		},
	};
}

/** An Indian number that no other test uses; a shopper with it. */
export function anotherShopper(): { phone: string; digits: string } {
	const digits = `91600${String(randomBytes(4).readUInt32BE() % 1e7).padStart(7, '0')}`;
	return { phone: `+${digits}`, digits };
}

interface Paid {
	phone?: string;
	email?: string;
	tags?: Record<string, string>;
	amount?: number;
}

/** A payment of an order of its own that has just succeeded, as Cashfree sends it. */
export function aPayment({ phone, email, tags, amount = 2067.3 }: Paid): JsonObject {
	const id = randomBytes(6).toString('hex');
	const now = new Date().toISOString();
	return {
		data: {
			order: {
				order_id: `order_${id}`,
				order_amount: amount,
				order_currency: 'INR',
				order_tags: tags ?? null,
			},
			payment: {
				cf_payment_id: id,
				payment_status: 'SUCCESS',
				payment_amount: amount,
				payment_currency: 'INR',
				payment_time: now,
				payment_group: 'upi',
			},
			customer_details: { customer_phone: phone ?? null, customer_email: email ?? null },
		},
		event_time: now,
		type: 'PAYMENT_SUCCESS_WEBHOOK',
	};
}
