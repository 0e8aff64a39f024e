import { describe, expect, it } from '@jest/globals';

import { parsePayment } from '../../../nodes/Ecom360/checkout/payment';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { INDIAN_RULES } from '../../support/checkout.mts';
import { parsed, paymentSample } from '../../support/fixtures.mts';
import { successItem } from '../../support/payment-items.mts';

const sample = parsed(paymentSample)['data'] as Record<string, JsonObject>;

const FAILURE = { code: 'E', reason: null, source: null, description: 'down' };

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

	const [netbanking, two] = [{ netbanking: { channel: null } }, { upi: {}, card: {} }];
	it.each<['order' | 'payment', JsonObject, object]>([
		['payment', { cf_payment_id: 9756 }, { id: '9756' }],
		['payment', { payment_amount: '₹1,299.00' }, { amount: 1299 }],
		[
			'payment',
			{ payment_group: 'credit_card', payment_method: { card: {} } },
			{ method: 'credit_card' },
		],
		['payment', { payment_group: null, payment_method: netbanking }, { method: 'netbanking' }],
		['payment', { payment_group: '', payment_method: two }, { method: null }],
		['payment', { payment_group: null, payment_method: [{ upi: {} }] }, { method: null }],
		['payment', { payment_message: 'N/A', payment_group: 'na' }, { message: null, method: 'upi' }],
		['payment', { bank_reference: 'Na' }, { bankReference: null }],
		['order', { order_id: 'NA', order_amount: 'null' }, { id: null, amount: null }],
		['order', { order_tags: { a: 'NA', b: ' ', c: 1 } }, { tags: { c: '1' } }],
	])('reads of the %s %j', (part, sent, expected) => {
		expect(read({ [part]: sent })).toMatchObject({ [part]: expected, warnings: [] });
	});

	const unknown = { customer_id: 'null', customer_phone: 'NA', customer_name: 'null' };
	const nobody = { fullName: null, phone: null, phoneAsSent: null };
	it.each<[JsonObject, object]>([
		[{ customer_name: 'Asha Rao' }, { customer: { fullName: 'Asha Rao' }, warnings: [] }],
		[unknown, { customer: nobody, order: { customerId: null }, warnings: [] }],
		[{ customer_phone: '08022222222' }, { isReachable: false, warnings: ['phone_not_mobile'] }],
	])('reads of the customer %j', (customer_details, expected) => {
		expect(read({ customer_details })).toMatchObject(expected);
	});

	it.each<[JsonObject, object | null]>([
		[{ error_code: 'E', error_reason: 'NA', error_description: ' down ' }, FAILURE],
		[{ error_code: 'NA', error_reason: '' }, null],
	])('reads why it failed: %j', (error_details, failure) => {
		expect(read({ error_details }).payment.failure).toEqual(failure);
	});

	// What names a currency is tabled in money.test.ts.
	it.each<[string | null, unknown, string | null, unknown, string, string[]]>([
		[null, 2, 'usd', 1, 'USD USD', []],
		['€', 2, '$', 1, 'EUR USD', ['currency_assumed']],
		[null, '£45', null, 40, 'GBP GBP', []],
		[null, 45, null, '£40', 'GBP GBP', []],
		['money', 2, 'INR', 1, 'INR INR', ['currency_unreadable']],
		['INR', 'two', 'INR', 1, 'INR INR', ['amount_unreadable']],
	])('takes the currencies of order %s %j and payment %s %j', (...row) => {
		const [order_currency, order_amount, payment_currency, payment_amount, expected, warned] = row;
		const payment = { payment_currency, payment_amount };
		const paid = read({ order: { order_currency, order_amount }, payment });
		expect(`${paid.order.currency} ${paid.payment.currency}`).toBe(expected);
		expect(paid.warnings).toEqual(warned);
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
