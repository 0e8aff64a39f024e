import { describe, expect, it } from '@jest/globals';

import type { PaymentFields } from '../../../../nodes/Ecom360/actions/event/payment-fields';
import { samplePayment } from '../../../../nodes/Ecom360/actions/event/sample-payment';
import { paymentSample } from '../../../support/fixtures.mts';

const NOW = Date.UTC(2025, 0, 15, 20, 50, 29);

function payment(changes: Partial<PaymentFields> = {}) {
	const fields: PaymentFields = {
		paymentEvent: 'paymentSuccess',
		paymentFields: {},
		shopperName: 'Asha Rao',
		shopperPhone: '+91 99999 99999',
		...changes,
	};
	return samplePayment(fields, 1453002795, NOW) as Record<string, Record<string, object>>;
}

describe('a sample payment', () => {
	it('has the keys of the documented one, in their order', () => {
		const documented = JSON.parse(paymentSample.toString()) as ReturnType<typeof payment>;
		const made = payment();
		expect(Object.keys(made)).toEqual(Object.keys(documented));
		for (const part of ['order', 'payment', 'customer_details']) {
			expect(Object.keys(made['data']?.[part] ?? {})).toEqual(
				Object.keys(documented['data']?.[part] ?? {}),
			);
		}
	});

	it.each([
		['paymentSuccess', 'PAYMENT_SUCCESS_WEBHOOK', 'SUCCESS'],
		['paymentFailed', 'PAYMENT_FAILED_WEBHOOK', 'FAILED'],
		['paymentUserDropped', 'PAYMENT_USER_DROPPED_WEBHOOK', 'USER_DROPPED'],
	] as const)('is named as Cashfree names it: %s', (paymentEvent, type, payment_status) => {
		const data = { payment: { payment_status } };
		expect(payment({ paymentEvent })).toMatchObject({ type, data });
	});

	it('is of now, in Indian time', () => {
		const time = '2025-01-16T02:20:29+05:30';
		const data = { payment: { payment_time: time } };
		expect(payment()).toMatchObject({ event_time: time, data });
	});

	it('says what its fields say', () => {
		const paymentFields = { amount: 99.5, cartTag: 't1', email: 'a@example.com', orderId: 'o1' };
		expect(payment({ paymentFields })['data']).toMatchObject({
			order: { order_id: 'o1', order_amount: 99.5, order_tags: { cart_token: 't1' } },
			payment: { payment_amount: 99.5 },
			customer_details: {
				customer_name: 'Asha Rao',
				customer_email: 'a@example.com',
				customer_phone: '+91 99999 99999',
			},
		});
	});

	it('has a shopper without a name, as Cashfree writes one', () => {
		expect(payment({ shopperName: '' })['data']).toMatchObject({
			order: { order_tags: null },
			customer_details: { customer_name: null },
		});
	});
});
