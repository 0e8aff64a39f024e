import { describe, expect, it } from '@jest/globals';

import { parsePayment } from '../../../nodes/Ecom360/checkout/payment';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { INDIAN_RULES } from '../../support/checkout.mts';
import { parsed, paymentSample } from '../../support/fixtures.mts';
import { successItem } from '../../support/payment-items.mts';

const sample = parsed(paymentSample)['data'] as Record<string, JsonObject>;

/** The sample with changes in its order, payment or customer, which must still be a payment. */
function read(changes: Record<string, JsonObject>, rules = {}) {
	const data = Object.fromEntries(
		Object.entries(sample).map(([name, part]) => [name, { ...part, ...changes[name] }]),
	);
	const payment = parsePayment(data, { ...INDIAN_RULES, ...rules });
	if (!payment.ok) throw new Error(payment.error.join());
	return { ...payment.value, warnings: [...payment.value.warnings] };
}

describe('parsePayment', () => {
	it("reads Cashfree's sample", () => {
		const { order, payment, customer } = successItem;
		expect(read({})).toEqual({ order, payment, customer, isReachable: true, warnings: [] });
	});

	it.each<[string, Record<string, JsonObject>, object]>([
		[
			'a number for an id',
			{ payment: { cf_payment_id: 975672265 } },
			{ payment: { id: '975672265' } },
		],
		[
			'tags, less the blank ones',
			{ order: { order_tags: { cart_token: 'abc', note: ' ', __proto__x: 1 } } },
			{ order: { tags: { cart_token: 'abc', __proto__x: '1' } } },
		],
		[
			'an amount in words',
			{ payment: { payment_amount: '₹1,299.00' } },
			{ payment: { amount: 1299 } },
		],
		[
			'no amount',
			{ payment: { payment_amount: null } },
			{ payment: { amount: null }, warnings: [] },
		],
		[
			'an unreadable amount',
			{ order: { order_amount: 'two' } },
			{ order: { amount: null }, warnings: ['amount_unreadable'] },
		],
		[
			'the way of paying from its details where the group is missing',
			{ payment: { payment_group: null, payment_method: { netbanking: { channel: null } } } },
			{ payment: { method: 'netbanking' } },
		],
		[
			'the group before the details',
			{ payment: { payment_group: 'credit_card', payment_method: { card: {} } } },
			{ payment: { method: 'credit_card' } },
		],
		[
			'no way of paying from details of two',
			{ payment: { payment_group: '', payment_method: { upi: {}, card: {} } } },
			{ payment: { method: null } },
		],
		[
			'no way of paying from details that are no object',
			{ payment: { payment_group: null, payment_method: [{ upi: {} }] } },
			{ payment: { method: null } },
		],
		[
			'a time that is none',
			{ payment: { payment_time: 'yesterday' } },
			{ payment: { paidAt: null } },
		],
		[
			"the payment's currency for an order without one",
			{ order: { order_currency: null }, payment: { payment_currency: 'usd' } },
			{ order: { currency: 'USD' }, payment: { currency: 'USD' } },
		],
		[
			'a currency that is none',
			{ order: { order_currency: 'rupees' } },
			{ order: { currency: 'INR' }, warnings: ['currency_unreadable'] },
		],
		[
			'a landline',
			{ customer_details: { customer_phone: '08022222222' } },
			{ isReachable: false, warnings: ['phone_not_mobile'] },
		],
		[
			'a name',
			{ customer_details: { customer_name: 'Asha Rao' } },
			{ customer: { fullName: 'Asha Rao' } },
		],
	])('reads %s', (_, changes, expected) => {
		expect(read(changes)).toMatchObject(expected);
	});

	it('takes amounts for major units, since Cashfree documents them', () => {
		expect(read({}, { amountUnit: 'minor' }).order.amount).toBe(2);
	});

	it.each<[string, unknown, string[]]>([
		['nothing', {}, ['data.order.order_id', 'data.payment.cf_payment_id']],
		[
			'neither order nor payment',
			{ order: { order_amount: 2 }, payment: {} },
			['data.order.order_id', 'data.payment.cf_payment_id'],
		],
		['no object', null, ['data']],
	])('refuses %s', (_, data, issues) => {
		expect(parsePayment(data, INDIAN_RULES)).toEqual({ ok: false, error: issues });
	});
});
