import { describe, expect, it } from '@jest/globals';

import { PAYMENT_EVENTS } from '../../../nodes/Ecom360/shared/events';
import { parsed, paymentSample } from '../../support/fixtures.mts';
import { shapeProblems } from '../../support/item-problems.mts';
import { ID, received, receivedPayment, type Reception } from '../../support/receiving.mts';

const body = parsed(paymentSample);
const TYPES = {
	paymentSuccess: 'PAYMENT_SUCCESS_WEBHOOK',
	paymentFailed: 'PAYMENT_FAILED_WEBHOOK',
	paymentUserDropped: 'PAYMENT_USER_DROPPED_WEBHOOK',
};

async function receivedAs(reception: Reception) {
	return await received({ vendor: 'payments', body, ...reception });
}

describe('a payment', () => {
	it("becomes this item, written out by hand from the contract: Cashfree's own sample", async () => {
		const item = await receivedPayment({ body: paymentSample });
		expect(item).toEqual({
			event: 'paymentSuccess',
			order: {
				id: 'order_OFR_2',
				amount: 2,
				currency: 'INR',
				tags: {},
				customerId: '7112AAA812234',
			},
			payment: {
				id: '1453002795',
				status: 'SUCCESS',
				amount: 1,
				currency: 'INR',
				method: 'upi',
				message: '00::Transaction success',
				bankReference: '234928698581',
				paidAt: '2025-01-15T06:50:29.000Z',
			},
			customer: {
				firstName: null,
				lastName: null,
				fullName: null,
				email: 'customer@example.com',
				phone: '+919908734801',
				phoneAsSent: '9908734801',
				callingCode: '+91',
				nationalNumber: '9908734801',
				countryCode: 'IN',
				marketingConsent: null,
				address: {
					...{ name: null, address1: null, address2: null, city: null, province: null },
					...{ provinceCode: null, zip: null, country: null, countryCode: null, phone: null },
				},
			},
			whatsapp: {
				reachable: true,
				to: '919908734801',
				customerName: 'there',
				itemsText: 'your order',
				totalText: '₹2.00',
				originalTotalText: '-',
				discountText: '-',
				couponCode: '-',
				buttonSuffix: null,
				imageUrl: null,
			},
			delivery: {
				id: ID,
				topic: 'PAYMENT_SUCCESS_WEBHOOK',
				version: '2025-01-01',
				storeUrl: null,
				attempt: 1,
				receivedAt: '2026-01-31T10:00:00.000Z',
				sentAt: '2026-01-31T10:00:00.000Z',
				dedupeKey: expect.stringMatching(/^[0-9a-f]{64}$/),
				signatureScheme: 'timestampBody',
				signatureEncoding: 'base64',
				warnings: [],
			},
		});
		expect(shapeProblems(item, 'payment')).toEqual([]);
	});

	it.each(PAYMENT_EVENTS)(
		'starts the workflow where it is chosen, and only there: %s',
		async (event) => {
			const sent = { body: { ...body, type: TYPES[event] } };
			const chosen = await receivedAs({ ...sent, parameters: { events: [event] } });
			expect(chosen).toMatchObject({ kind: 'accepted', items: [{ event }] });
			const others = PAYMENT_EVENTS.filter((other) => other !== event);
			const parameters = { events: ['abandonedCheckout', ...others] };
			expect(await receivedAs({ ...sent, parameters })).toMatchObject({ reason: 'topic', event });
		},
	);

	it('is one item also where line items are', async () => {
		const { kind, ...rest } = await receivedAs({
			parameters: { events: ['paymentSuccess'], output: 'lineItem' },
		});
		expect(kind).toBe('accepted');
		expect(rest).toMatchObject({ items: [{ payment: { id: '1453002795' } }] });
	});

	it.each<[object, string]>([
		[{ minimumTotal: 5000 }, 'accepted'],
		[{ maximumTotal: 1 }, 'accepted'],
		[{ stores: 'shop.example' }, 'accepted'],
		[{ platforms: ['SHOPIFY'] }, 'accepted'],
		[{ countries: ['IN'], requirePhone: true }, 'accepted'],
		[{ countries: ['AE'] }, 'countries'],
		[{ requireConsent: true }, 'requireConsent'],
	])('passes filters on carts and is held to the others: %j', async (filters, expected) => {
		const outcome = await receivedAs({ parameters: { events: ['paymentSuccess'], filters } });
		const ending = outcome.kind === 'ignored' && outcome.reason === 'filter';
		expect(ending ? outcome.filter : outcome.kind).toBe(expected);
	});

	it('without an order and a payment is refused, and says what was looked for', async () => {
		const empty = { ...body, data: { order: {}, payment: {}, customer_details: {} } };
		const outcome = await receivedAs({ body: empty, parameters: { events: ['paymentSuccess'] } });
		expect(outcome).toEqual({
			kind: 'rejected',
			reason: 'payload_unrecognized',
			issues: ['data.order.order_id', 'data.payment.cf_payment_id'],
		});
	});

	it('of another name is taken where any event is', async () => {
		const sent = { body: { ...body, type: 'PAYMENT_CHARGES_WEBHOOK' } };
		expect(await receivedPayment(sent)).toMatchObject({ event: 'PAYMENT_CHARGES_WEBHOOK' });
	});
});

describe("Cashfree's other events", () => {
	it.each<[string, object]>([
		['a test event', { type: 'WEBHOOK', data: { test_object: { test_key: 'test_value' } } }],
		['a refund', { type: 'REFUND_STATUS_WEBHOOK', data: { refund: { refund_id: 'r' } } }],
	])('start nothing: %s', async (_, sent) => {
		for (const events of [['abandonedCheckout'], ['*']]) {
			const outcome = await receivedAs({ body: sent, parameters: { events } });
			expect(outcome).toMatchObject({ kind: 'ignored', reason: 'topic' });
		}
	});
});
