/**
 * What Cashfree Payments sends (cashfree.com/docs, "Payment Webhooks", versions 2023-08-01 and
 * 2025-01-01). What cannot be read is null; an amount is undefined where it was sent and cannot be
 * read.
 */
import * as z from 'zod/v4-mini';

import { isObject } from '../shared/json';
import * as readers from './readers';
import { part, renamed } from './renamed';

const text = z.transform(readers.text);
const amount = z.transform(readers.money);

/** Notes that the shop has put on the order, by names of its own; blank ones are dropped. */
const tags = z.transform((sent: unknown): Record<string, string> => {
	const entries = Object.entries(isObject(sent) ? sent : {})
		.map(([name, value]) => [name, readers.text(value)] as const)
		.filter((entry): entry is [string, string] => entry[1] !== null);
	// fromEntries makes own keys only, whatever they are called.
	return Object.fromEntries(entries);
});

/** The way of paying, which is the one key of the object: `{"upi": {…}}`. */
const method = z.transform((sent: unknown): string | null => {
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
		order: part(Order),
		payment: part(Payment),
		customerDetails: part(CustomerDetails),
	}),
).check(({ value: { order, payment }, issues }) => {
	if (order.orderId !== null || payment.cfPaymentId !== null) return;
	issues.push({ code: 'custom', path: ['order', 'order_id'], input: undefined });
	issues.push({ code: 'custom', path: ['payment', 'cf_payment_id'], input: undefined });
});
