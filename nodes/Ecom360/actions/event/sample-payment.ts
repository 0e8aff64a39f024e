import type { PaymentEvent } from '../../shared/cashfree';
import type { PaymentFields } from './payment-fields';
import { SAMPLE_EMAIL, SAMPLE_TOTAL } from './sample';

/** What Cashfree calls each event, how it names the status, and what its message says. */
const WORDS: Record<PaymentEvent, { type: string; status: string; message: string }> = {
	paymentSuccess: {
		type: 'PAYMENT_SUCCESS_WEBHOOK',
		status: 'SUCCESS',
		message: '00::Transaction success',
	},
	paymentPending: {
		type: 'PAYMENT_SUCCESS_WEBHOOK',
		status: 'PENDING',
		message: 'Transaction pending',
	},
	paymentFailed: {
		type: 'PAYMENT_FAILED_WEBHOOK',
		status: 'FAILED',
		message: 'ZM::Transaction declined by the customer',
	},
	paymentUserDropped: {
		type: 'PAYMENT_USER_DROPPED_WEBHOOK',
		status: 'USER_DROPPED',
		message: 'User dropped and did not complete the two factor authentication',
	},
};

/** Cashfree says why a payment failed, and only then. */
const DECLINED = {
	error_code: 'TRANSACTION_DECLINED',
	error_description: 'The transaction was declined by the customer',
	error_reason: 'auth_declined',
	error_source: 'customer',
};

const INDIA_OFFSET_MS = 5.5 * 60 * 60 * 1000;

/**
 * Builds a payment as Cashfree Payments sends it (version 2025-01-01, "Payment Webhooks" at
 * cashfree.com/docs); `number` names order and payment, `now` is in Unix milliseconds.
 */
export function samplePayment(fields: PaymentFields, number: number, now: number): object {
	const { amount = SAMPLE_TOTAL, cartTag, email, orderId } = fields.paymentFields;
	const { type, status, message } = WORDS[fields.paymentEvent];
	const time = indianTime(now);
	return {
		data: {
			order: {
				order_id: orderId || `order_${number}`,
				order_amount: amount,
				order_currency: 'INR',
				order_tags: cartTag ? { cart_token: cartTag } : null,
			},
			payment: {
				cf_payment_id: String(number),
				payment_status: status,
				payment_amount: amount,
				payment_currency: 'INR',
				payment_message: message,
				payment_time: time,
				bank_reference: String(number),
				auth_id: null,
				payment_method: { upi: { channel: 'collect', upi_id: 'shopper@upi' } },
				payment_group: 'upi',
			},
			customer_details: {
				customer_name: fields.shopperName || null,
				customer_id: `customer_${number}`,
				customer_email: email ?? SAMPLE_EMAIL,
				customer_phone: fields.shopperPhone,
			},
			...(fields.paymentEvent === 'paymentFailed' && { error_details: DECLINED }),
			payment_offers: null,
		},
		event_time: time,
		type,
	};
}

/** Cashfree writes Indian time with its offset: `2025-01-15T12:20:29+05:30`. */
function indianTime(now: number): string {
	return `${new Date(now + INDIA_OFFSET_MS).toISOString().slice(0, 19)}+05:30`;
}
