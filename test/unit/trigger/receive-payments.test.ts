import { describe, expect, it } from '@jest/globals';

import { PAYMENT_EVENTS } from '../../../nodes/Ecom360/shared/cashfree';
import { parsed, paymentSample, userDroppedSample } from '../../support/fixtures.mts';
import { shapeProblems } from '../../support/item-problems.mts';
import { successItem, userDroppedItem } from '../../support/payment-items.mts';
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
	it.each([
		['paid', paymentSample, successItem],
		['left', userDroppedSample, userDroppedItem],
	])(
		"becomes an item written out by hand: Cashfree's own sample of one %s",
		async (_, body, item) => {
			const read = await receivedPayment({ body });
			const moment = '2026-01-31T10:00:00.000Z';
			const delivery = { ...item.delivery, id: ID, receivedAt: moment, sentAt: moment };
			expect(read).toEqual({ ...item, delivery });
			expect(shapeProblems(read, 'payment')).toEqual([]);
		},
	);

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
