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
		Object.keys({ ...sample, ...changes }).map((name) => [
			name,
			{ ...sample[name], ...changes[name] },
		]),
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
			'nothing from placeholders',
			{
				order: { order_id: 'NA', order_amount: 'null', order_tags: { a: 'NA', b: 'x' } },
				payment: { payment_message: 'N/A', payment_group: 'na', bank_reference: 'Na' },
				customer_details: { customer_id: 'null', customer_phone: 'NA', customer_name: 'null' },
			},
			{
				order: { id: null, amount: null, tags: { b: 'x' }, customerId: null },
				payment: { message: null, method: 'upi', bankReference: null },
				customer: { fullName: null, phone: null, phoneAsSent: null },
				warnings: [],
			},
		],
		[
			'why it failed',
			{ error_details: { error_code: 'E', error_reason: 'NA', error_description: ' down ' } },
			{ payment: { failure: { code: 'E', reason: null, source: null, description: 'down' } } },
		],
		[
			'no failure where there are no words for it',
			{ error_details: { error_code: 'NA', error_reason: '' } },
			{ payment: { failure: null } },
		],
		[
			"the payment's currency for an order without one",
			{ order: { order_currency: null }, payment: { payment_currency: 'usd' } },
			{ order: { currency: 'USD' }, payment: { currency: 'USD' } },
		],
		[
			'a currency that is a mark',
			{ order: { order_currency: '€' }, payment: { payment_currency: '$' } },
			{ order: { currency: 'EUR' }, payment: { currency: 'USD' }, warnings: ['currency_assumed'] },
		],
		[
			'a currency that is an object',
			{ order: { order_currency: { code: 'AED' } } },
			{ order: { currency: 'AED' } },
		],
		[
			'a mark in an amount where no currency is named',
			{
				order: { order_currency: null, order_amount: '£45' },
				payment: { payment_currency: null, payment_amount: 40 },
			},
			{ order: { currency: 'GBP' }, payment: { currency: 'GBP' } },
		],
		[
			'a currency that is none',
			{ order: { order_currency: 'money' } },
			{ order: { currency: 'INR' }, warnings: ['currency_unreadable'] },
		],
		[
			'a currency that is an object without a name',
			{ order: { order_currency: {} } },
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

	it.each([
		['2025-01-15T12:20:29+05:30', '2025-01-15T06:50:29.000Z'],
		['2025-01-15 12:20:29.5 +05:30', '2025-01-15T06:50:29.500Z'],
		['2025-01-15T12:20z', '2025-01-15T12:20:00.000Z'],
		['2025-01-15T12:20:29', null],
		['2025-01-15', null],
		['2025-02-31T12:20:29Z', null],
		['2025-01-15T25:20:29Z', null],
		['1969-12-31T23:59:59Z', null],
		['9999-12-31T23:59:59-01:00', null],
		['0001-01-01T00:00:00Z', null],
		['+275760-09-13T00:00:00.000Z', null],
		['Wed, 15 Jan 2025 12:20:29 GMT', null],
		['1736923829', null],
		['yesterday', null],
		['NA', null],
	])('reads the time %s as %j', (payment_time, paidAt) => {
		expect(read({ payment: { payment_time } }).payment.paidAt).toBe(paidAt);
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
		['an order alone', { order: { order_id: 'o' }, payment: {} }, ['data.payment.cf_payment_id']],
		['no object', null, ['data']],
	])('refuses %s', (_, data, issues) => {
		expect(parsePayment(data, INDIAN_RULES)).toEqual({ ok: false, error: issues });
	});
});
