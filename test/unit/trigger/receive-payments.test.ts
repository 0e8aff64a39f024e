import { describe, expect, it } from '@jest/globals';

import { PAYMENT_EVENTS } from '../../../nodes/Ecom360/shared/cashfree';
import { RecentDeliveries } from '../../../nodes/Ecom360/trigger/recent-deliveries';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { parsed, paymentSample, userDroppedSample } from '../../support/fixtures.mts';
import { shapeProblems } from '../../support/item-problems.mts';
import { successItem, userDroppedItem } from '../../support/payment-items.mts';
import { ID, received, receivedPayment, type Reception } from '../../support/receiving.mts';

const body = parsed(paymentSample);
const data = body['data'] as Record<string, JsonObject>;

/** The sample as it would tell of another ending. */
const ENDINGS = {
	paymentSuccess: ending('PAYMENT_SUCCESS_WEBHOOK', 'SUCCESS'),
	paymentPending: ending('PAYMENT_SUCCESS_WEBHOOK', 'PENDING'),
	paymentFailed: ending('PAYMENT_FAILED_WEBHOOK', 'FAILED'),
	paymentUserDropped: ending('PAYMENT_USER_DROPPED_WEBHOOK', 'USER_DROPPED'),
};

function ending(type: string, status: string): JsonObject {
	const payment = { ...data['payment'], payment_status: status };
	return { ...body, type, data: { ...data, payment } };
}

async function receivedAs(reception: Reception) {
	return await received({ vendor: 'payments', body, ...reception });
}

const WHY = { error_code: 'DECLINED', error_reason: 'auth_declined', error_source: 'customer' };

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
		'starts the workflow where %s is chosen, and only there',
		async (event) => {
			const sent = { body: ENDINGS[event] };
			const chosen = await receivedAs({ ...sent, parameters: { events: [event] } });
			expect(chosen).toMatchObject({ kind: 'accepted', items: [{ event }] });
			const others = PAYMENT_EVENTS.filter((other) => other !== event);
			const parameters = { events: ['abandonedCheckout', ...others] };
			expect(await receivedAs({ ...sent, parameters })).toMatchObject({ reason: 'topic', event });
		},
	);

	it('is one item also where line items are', async () => {
		const parameters = { events: ['paymentSuccess'], output: 'lineItem' };
		const items = [{ payment: { id: '1453002795' } }];
		expect(await receivedAs({ parameters })).toMatchObject({ kind: 'accepted', items });
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

	const [noOrder, noPayment] = ['data.order.order_id', 'data.payment.cf_payment_id'];
	it.each<[object, string[]]>([
		[{ order: {}, payment: {}, customer_details: {} }, [noOrder, noPayment]],
		[{ order: { order_amount: 2 } }, [noOrder, noPayment]],
		[{ order: { order_id: 'o1' } }, [noPayment]],
	])('with %j alone is told what is missing', async (sent, issues) => {
		const parameters = { events: ['paymentSuccess'] };
		const named = { type: 'PAYMENT_SUCCESS_WEBHOOK', data: sent };
		const refused = { kind: 'rejected', reason: 'payload_unrecognized', issues };
		expect(await receivedAs({ body: named, parameters })).toEqual(refused);
	});

	it('is told so also where only its shape says what it is', async () => {
		const outcome = await receivedAs({ body: { data: { order: { order_id: 'o1' } } } });
		expect(outcome).toMatchObject({ reason: 'payload_unrecognized', issues: [noPayment] });
	});

	it('that failed says why, and has the published shape', async () => {
		const { data: ended, ...failed } = ENDINGS.paymentFailed;
		const sent = { ...failed, data: { ...(ended as JsonObject), error_details: WHY } };
		const item = await receivedPayment({ body: sent, parameters: { events: ['paymentFailed'] } });
		const failure = { code: 'DECLINED', reason: 'auth_declined', source: 'customer' };
		expect(item.payment.failure).toEqual({ ...failure, description: null });
		expect(shapeProblems(item, 'payment')).toEqual([]);
	});

	it('of another name is taken where any event is', async () => {
		const sent = { body: { ...body, type: 'PAYMENT_CHARGES_WEBHOOK' } };
		expect(await receivedPayment(sent)).toMatchObject({ event: 'PAYMENT_CHARGES_WEBHOOK' });
	});
});

describe("the event of a payment's charges", () => {
	const events = [{ type: 'PAYMENT_CHARGES_WEBHOOK' }, { type: 'PAYMENT_SUCCESS_WEBHOOK' }];

	/** What becomes of the two, received in turn by a trigger that waits for any event. */
	async function inTurn(changes: object[]): Promise<string[]> {
		const memory = new RecentDeliveries({ capacity: 10 });
		const claim = async (keys: readonly string[], alsoUnder?: readonly string[]) => {
			const claimed = await memory.claim(keys, 3_600_000, { now: () => 0 }, alsoUnder);
			if (typeof claimed === 'string') return claimed;
			claimed.settle(true);
			return 'claimed';
		};
		const endings: string[] = [];
		for (const change of changes) {
			const sent = { body: { ...body, ...change }, parameters: { events: ['*'] }, claim };
			const outcome = await receivedAs(sent);
			endings.push(outcome.kind === 'ignored' ? outcome.reason : outcome.kind);
		}
		return endings;
	}

	it('starts nothing once the payment is known', async () => {
		expect(await inTurn(events.toReversed())).toEqual(['accepted', 'duplicate']);
	});

	it('starts the workflow where it is the first, and holds up no other event', async () => {
		expect(await inTurn([...events, events[0]!])).toEqual(['accepted', 'accepted', 'duplicate']);
	});
});
