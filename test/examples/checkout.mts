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

/** What a shopper could write to be read as something else. */
export const ODD = `"}], {{ $json.phone }} {{ 1 + 1 }} <img src=x onerror=alert(1)> ' OR 1=1 --`;
const link = `https://kalakari-studio.myshopify.com/checkouts/c1?key={{1+1}}&x='"}]`;
export const ODD_CART = {
	cart_id: ODD,
	// In a filter it stands for anything.
	cart_token: '%',
	abandoned_checkout_url: link,
	line_items: [{ title: ODD, price: 1, quantity: 1 }],
	customer: { first_name: `Priya\n${ODD}`, last_name: ODD },
};

/** An Indian number that no other test uses; a shopper with it. */
export function anotherShopper(): { phone: string; digits: string } {
	const digits = `91600${String(randomBytes(4).readUInt32BE() % 1e7).padStart(7, '0')}`;
	return { phone: `+${digits}`, digits };
}

interface Paid {
	status?: 'SUCCESS' | 'FAILED' | 'USER_DROPPED';
	/** Default: an order of its own. */
	orderId?: string;
	phone?: string;
	email?: string;
	tags?: Record<string, string>;
	amount?: number;
	/** Unix milliseconds; default: just now. */
	at?: number;
}

/** A try to pay for an order, as Cashfree reports it; by default one that has succeeded. */
export function aPayment(paid: Paid): JsonObject {
	const { status = 'SUCCESS', orderId = anOrderId(), amount = 2067.3, at = Date.now() } = paid;
	const { phone = null, email = null, tags = null } = paid;
	const time = new Date(at).toISOString();
	return {
		data: {
			order: {
				order_id: orderId,
				order_amount: amount,
				order_currency: 'INR',
				order_tags: tags,
			},
			payment: {
				cf_payment_id: randomBytes(6).toString('hex'),
				payment_status: status,
				payment_amount: amount,
				payment_currency: 'INR',
				payment_time: time,
				payment_group: 'upi',
			},
			customer_details: {
				customer_name: 'Priya Sharma',
				customer_phone: phone,
				customer_email: email,
			},
		},
		event_time: time,
		type: `PAYMENT_${status}_WEBHOOK`,
	};
}

/** An order that no other test knows. */
export function anOrderId(): string {
	return `order_${randomBytes(6).toString('hex')}`;
}
