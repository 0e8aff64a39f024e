/**
 * What Cashfree Payments sends (cashfree.com/docs, "Payment Webhooks", versions 2023-08-01 and
 * 2025-01-01). What cannot be read is null; an amount is undefined where it was sent and cannot be
 * read.
 */
import * as z from 'zod/v4-mini';

import { isObject } from '../shared/json';
import * as readers from './readers';
import { first, one, renamed } from './renamed';
import { meaningful } from './titles';

const LONGEST_PLACEHOLDER = 16;

/** Reads a value unless it is `NA`, `null` or the like, which Cashfree writes where it knows nothing. */
function known<T>(read: (sent: unknown) => T) {
	return first((sent) => read(saysNothing(sent) ? null : sent));
}

function saysNothing(sent: unknown): boolean {
	if (typeof sent !== 'string' || sent.length > LONGEST_PLACEHOLDER) return false;
	// In capitals, since `Na` might be somebody's name.
	return meaningful(sent.trim().toUpperCase()) === null;
}

const text = known(readers.text);
const amount = known(readers.money);
const currency = known(readers.currencyName);

/** Notes that the shop has put on the order, under names of its own. */
const tags = first((sent) => {
	const notes = Object.entries(readers.namedTexts(sent));
	return Object.fromEntries(notes.filter(([, note]) => !saysNothing(note)));
});

/** The way of paying, which is the one key of the object: `{"upi": {…}}`. */
const method = first((sent): string | null => {
	const [name, ...others] = Object.keys(isObject(sent) ? sent : {});
	return others.length > 0 ? null : readers.text(name);
});

const Order = z.object({
	orderId: text,
	orderAmount: amount,
	orderCurrency: currency,
	orderTags: tags,
});

const Payment = z.object({
	cfPaymentId: text,
	paymentStatus: text,
	paymentAmount: amount,
	paymentCurrency: currency,
	paymentMessage: text,
	paymentTime: text,
	paymentGroup: text,
	paymentMethod: method,
	bankReference: text,
});

const CustomerDetails = z.object({
	customerName: first(readers.text),
	customerId: text,
	customerEmail: text,
	customerPhone: text,
});

/** Why a payment failed; version 2023-08-01 and later, "Payment Failed". */
const ErrorDetails = z.object({
	errorCode: text,
	errorReason: text,
	errorSource: text,
	errorDescription: text,
});

/** A payment. Refuses what says nothing about a payment, or names neither it nor its order. */
export const orderPayment = renamed(
	z.object({
		order: one(Order),
		payment: one(Payment),
		customerDetails: one(CustomerDetails),
		errorDetails: one(ErrorDetails),
	}),
).check(({ value: { order, payment }, issues }) => {
	const isPayment = Object.values(payment).some((sent) => sent !== null);
	if (isPayment && (order.orderId ?? payment.cfPaymentId) !== null) return;
	if (order.orderId === null) {
		issues.push({ code: 'custom', path: ['order', 'order_id'], input: undefined });
	}
	issues.push({ code: 'custom', path: ['payment', 'cf_payment_id'], input: undefined });
});

export type SentErrorDetails = z.output<typeof ErrorDetails>;
