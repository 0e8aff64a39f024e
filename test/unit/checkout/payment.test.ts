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

	const noFailure = { error_code: 'NA', error_reason: '' };
	const failure = { error_code: 'E', error_reason: 'NA', error_description: ' down ' };
	const failed = { code: 'E', reason: null, source: null, description: 'down' };
	const netbanking = { payment_group: null, payment_method: { netbanking: { channel: null } } };
	const card = { payment_group: 'credit_card', payment_method: { card: {} } };

	it.each<[string, Record<string, JsonObject>, object]>([
		['a number for an id', { payment: { cf_payment_id: 9756 } }, { payment: { id: '9756' } }],
		[
			'an amount in words',
			{ payment: { payment_amount: '₹1,299' } },
			{ payment: { amount: 1299 } },
		],
		['the group of ways of paying', { payment: card }, { payment: { method: 'credit_card' } }],
		[
			'the way itself, without a group',
			{ payment: netbanking },
			{ payment: { method: 'netbanking' } },
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
				order: { order_id: 'NA', order_amount: 'null', order_tags: { a: 'NA', b: ' ', c: 1 } },
				payment: { payment_message: 'N/A', payment_group: 'na', bank_reference: 'Na' },
				customer_details: { customer_id: 'null', customer_phone: 'NA', customer_name: 'null' },
			},
			{
				order: { id: null, amount: null, tags: { c: '1' }, customerId: null },
				payment: { message: null, method: 'upi', bankReference: null },
				customer: { fullName: null, phone: null, phoneAsSent: null },
				warnings: [],
			},
		],
		['why it failed', { error_details: failure }, { payment: { failure: failed } }],
		[
			'no failure without words for it',
			{ error_details: noFailure },
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
			'an unreadable amount',
			{ order: { order_amount: 'two' } },
			{ order: { amount: null }, warnings: ['amount_unreadable'] },
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

	// What a time is, is tabled in test/unit/webhook/timestamp.test.ts.
	it.each([
		['2025-01-15T12:20:29+05:30', '2025-01-15T06:50:29.000Z'],
		['2025-01-15T12:20:29', null],
		['1736923829', null],
		['NA', null],
	])('reads the time %s as %j', (payment_time, paidAt) => {
		expect(read({ payment: { payment_time } }).payment.paidAt).toBe(paidAt);
	});

	it('takes amounts for major units, since Cashfree documents them', () => {
		expect(read({}, { amountUnit: 'minor' }).order.amount).toBe(2);
	});

	const [NO_ORDER, NO_PAYMENT] = ['data.order.order_id', 'data.payment.cf_payment_id'];
	it.each<[string, unknown, string[]]>([
		['nothing', {}, [NO_ORDER, NO_PAYMENT]],
		['neither', { order: { order_amount: 2 }, payment: {} }, [NO_ORDER, NO_PAYMENT]],
		['an order alone', { order: { order_id: 'o' }, payment: {} }, [NO_PAYMENT]],
		['no object', null, ['data']],
	])('refuses %s', (_, data, issues) => {
		expect(parsePayment(data, INDIAN_RULES)).toEqual({ ok: false, error: issues });
	});
});
