/**
 * What Cashfree Payments sends (cashfree.com/docs, "Payment Webhooks", versions 2023-08-01 and
 * 2025-01-01). What cannot be read is null; an amount is undefined where it was sent and cannot be
 * read.
 */
import * as z from 'zod/v4-mini';

import { isObject } from '../shared/json';
import * as readers from './readers';
import { first, one, renamed } from './renamed';

const text = first(readers.text);
const amount = first(readers.money);

/** Notes that the shop has put on the order, by names of its own. */
const tags = first(readers.namedTexts);

/** The way of paying, which is the one key of the object: `{"upi": {…}}`. */
const method = first((sent): string | null => {
	const [name, ...others] = Object.keys(isObject(sent) ? sent : {});
	return others.length > 0 ? null : readers.text(name);
});

const Order = z.object({
	orderId: text,
	orderAmount: amount,
	orderCurrency: text,
	orderTags: tags,
});

const Payment = z.object({
	cfPaymentId: text,
	paymentStatus: text,
	paymentAmount: amount,
	paymentCurrency: text,
	paymentMessage: text,
	paymentTime: text,
	paymentGroup: text,
	paymentMethod: method,
	bankReference: text,
});

const CustomerDetails = z.object({
	customerName: text,
	customerId: text,
	customerEmail: text,
	customerPhone: text,
});

/** A payment. Refused is only what identifies neither an order nor a payment. */
export const orderPayment = renamed(
	z.object({
		order: one(Order),
		payment: one(Payment),
		customerDetails: one(CustomerDetails),
	}),
).check(({ value: { order, payment }, issues }) => {
	if (order.orderId !== null || payment.cfPaymentId !== null) return;
	issues.push({ code: 'custom', path: ['order', 'order_id'], input: undefined });
	issues.push({ code: 'custom', path: ['payment', 'cf_payment_id'], input: undefined });
});
