import * as z from 'zod/v4-mini';

import type { Customer } from '../item/customer.schema';
import type { Warning } from '../item/delivery.schema';
import type { Order, Payment } from '../item/payment.schema';
import type { WrittenAmount } from '../payload/amounts';
import { readMoment } from '../payload/moment';
import { shopper } from '../payload/sent-checkout';
import { orderPayment, type SentErrorDetails } from '../payload/sent-payment';
import { failure, type Result, success } from '../shared/result';
import type { ReadingRules } from './checkout';
import { readCustomer } from './customer';
import { readPaymentCurrency } from './money';

/** A payment that was made, failed, or was left before it was tried. */
export interface OrderPayment {
	order: Order;
	payment: Payment;
	customer: Customer;
	/** Whether the customer's phone can be a mobile, which WhatsApp could reach. */
	isReachable: boolean;
	warnings: Set<Warning>;
}

/**
 * Reads a payment. Unknown values are null; odd ones are null and a warning. Cashfree documents its
 * amounts: they are in major units, whatever the trigger's option says about those of carts.
 *
 * Refuses, with the paths that were looked for, only what identifies neither order nor payment.
 */
export function parsePayment(data: unknown, rules: ReadingRules): Result<OrderPayment, string[]> {
	const parsed = z.safeParse(orderPayment, data);
	if (!parsed.success) {
		return failure(parsed.error.issues.map(({ path }) => ['data', ...path].join('.')));
	}
	const { order, payment, customerDetails, errorDetails } = parsed.data;
	const warnings = new Set<Warning>();
	const readAmount = (sent: WrittenAmount | null | undefined) => {
		if (sent === undefined) warnings.add('amount_unreadable');
		return sent?.value ?? null;
	};
	const currencies = [order.orderCurrency, payment.paymentCurrency];
	const amounts = [order.orderAmount, payment.paymentAmount];
	const { customerName, customerEmail: email, customerPhone: phone } = customerDetails;
	const person = z.parse(shopper, { customer: { customerName, email, phone } });
	return success({
		order: {
			id: order.orderId,
			amount: readAmount(order.orderAmount),
			currency: readPaymentCurrency(currencies, amounts, rules.currency, warnings),
			tags: order.orderTags,
			customerId: customerDetails.customerId,
		},
		payment: {
			id: payment.cfPaymentId,
			status: payment.paymentStatus,
			amount: readAmount(payment.paymentAmount),
			currency: readPaymentCurrency(
				currencies.toReversed(),
				amounts.toReversed(),
				rules.currency,
				warnings,
			),
			method: payment.paymentGroup ?? payment.paymentMethod,
			message: payment.paymentMessage,
			bankReference: payment.bankReference,
			paidAt: isoTime(payment.paymentTime),
			failure: readFailure(errorDetails),
		},
		...readCustomer(person, rules.defaultCountry, warnings),
		warnings,
	});
}

/** Why the payment failed; null where the event gives no reason. */
function readFailure(sent: SentErrorDetails): Payment['failure'] {
	if (Object.values(sent).every((detail) => detail === null)) return null;
	return {
		code: sent.errorCode,
		reason: sent.errorReason,
		source: sent.errorSource,
		description: sent.errorDescription,
	};
}

/** The moment in UTC; null where the text is not a time with an offset. */
function isoTime(sent: string | null): string | null {
	const time = readMoment(sent ?? '');
	return time === undefined ? null : new Date(time).toISOString();
}
