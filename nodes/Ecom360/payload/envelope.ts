/** What an event is, and whose, without reading what it holds. */
import * as z from 'zod/v4-mini';

import {
	ABANDONED_CHECKOUT,
	ANY_EVENT,
	PAYMENT_EVENTS,
	type PaymentEvent,
	type Vendor,
} from '../shared/cashfree';
import { isObject, type JsonObject } from '../shared/json';
import { templateText } from '../shared/texts';
import * as readers from './readers';
import { first, one, renamed } from './renamed';
import { meaningful } from './titles';

const text = first(readers.text);
const whole = first((sent) => sent ?? null);

/** Cashfree's names: `event` in Ecom360's webhooks, `type` in those of its other products. */
const envelope = renamed(z.object({ event: text, type: text, data: whole }));

/** A checkout's store alone. */
export const store = renamed(z.object({ storeUrl: text }));

/** What tells a checkout from a payment where an event does not name itself. */
const shape = one(
	z.object({
		cartId: text,
		cartToken: text,
		abandonedCheckoutUrl: text,
		lineItems: whole,
		order: whole,
		payment: whole,
		testObject: whole,
	}),
);
type Shape = z.output<typeof shape>;
const paid = one(z.object({ paymentStatus: text }));

export interface Envelope {
	/** The event's canonical name: see `canonicalEvent`. */
	event: string;
	/** As the signed body calls it; null where it does not say. */
	sentName: string | null;
	/** The object that holds checkout or payment: `data`, or OCC's body itself. */
	data: unknown;
	vendor: Vendor;
}

type Kind = 'checkout' | 'payment';

/**
 * Opens a body, and says what it is about: by its name where that is known, else by its shape. The
 * topic header, which is not signed, decides only where the body has neither, and never turns a cart
 * into a payment or a payment into a cart.
 */
export function openEnvelope(body: JsonObject, topic: string | null = null): Envelope {
	const sent = z.parse(envelope, body);
	const isBeside =
		sent.data !== null && !holdsSomething(sent.data) && kindOfShape(shapeOf(body)) !== null;
	const data = isBeside ? body : (sent.data ?? body);
	const vendor = sent.data === null || isBeside ? 'occ' : 'ecom360';
	const sentName = sent.event ?? sent.type;
	const namedKind = kindOfName(sentName);
	// Its shape is read only where it can say more than the name.
	if (namedKind === 'checkout') return { event: ABANDONED_CHECKOUT, sentName, data, vendor };
	const holds = shapeOf(data);
	const [shapeKind, topicKind] = [kindOfShape(holds), kindOfName(topic)];
	const kind = namedKind ?? shapeKind ?? (sentName === null ? topicKind : null);
	const name = sentName ?? (topicKind === null || shapeKind === null ? topic : null);
	if (kind === 'payment') {
		const event = paymentEvent(name === null ? null : canonicalEvent(name), holds.payment);
		return { event, sentName, data, vendor: 'payments' };
	}
	return { event: canonicalEvent(name), sentName, data, vendor };
}

function shapeOf(data: unknown): Shape {
	return z.parse(shape, [data]);
}

/** Whether `data` can be what the event is about: OCC's body may have an empty one beside its cart. */
function holdsSomething(data: NonNullable<unknown>): boolean {
	return typeof data === 'object' && Object.keys(data).length > 0;
}

function kindOfName(name: string | null): Kind | null {
	const event = name === null ? null : canonicalEvent(name);
	if (event === null || !isKnownEvent(event)) return null;
	return event === ABANDONED_CHECKOUT ? 'checkout' : 'payment';
}

/** A checkout that also says how it would be paid is a checkout. */
function kindOfShape({ lineItems, order, payment, testObject, ...cart }: Shape): Kind | null {
	const isCart = Object.values(cart).some((sent) => sent !== null);
	if (isCart || (typeof lineItems === 'object' && Object.keys(lineItems ?? {}).length > 0)) {
		return 'checkout';
	}
	return [order, payment, testObject].some(isObject) ? 'payment' : null;
}

/** What a payment's status says about it: cashfree.com/docs, "Payment Webhooks". */
const BY_STATUS: Readonly<Record<string, PaymentEvent>> = {
	success: 'paymentSuccess',
	failed: 'paymentFailed',
	userdropped: 'paymentUserDropped',
};

/**
 * A payment's event by its name and its status. Where the two do not agree, nothing is certain yet:
 * Cashfree sends `PAYMENT_SUCCESS_WEBHOOK` with the status `PENDING` where a bank authorises late.
 * A payment without a status is what its name says, unless that is a success.
 */
function paymentEvent(event: string | null, payment: unknown): string {
	// Where there is no payment to have a status, the name decides, and reading says what is missing.
	const isThere = isObject(payment) && Object.keys(payment).length > 0;
	if (event !== null && !(isThere && isPaymentEvent(event))) return event;
	const { paymentStatus } = z.parse(paid, [payment]);
	if (meaningful(paymentStatus) === null) {
		return event === null || event === 'paymentSuccess' ? 'paymentPending' : event;
	}
	const word = readers.fold(paymentStatus ?? '');
	const said = Object.hasOwn(BY_STATUS, word) ? BY_STATUS[word] : undefined;
	return said !== undefined && (event === null || event === said) ? said : 'paymentPending';
}

function isPaymentEvent(event: string): boolean {
	return PAYMENT_EVENTS.some((known) => known === event);
}

const LONGEST_EVENT = 100;

/** The events that this node knows, by each of their spellings, folded. */
const KNOWN: ReadonlyMap<string, string> = new Map([
	[readers.fold(ABANDONED_CHECKOUT), ABANDONED_CHECKOUT],
	['abandonedcart', ABANDONED_CHECKOUT],
	// `PAYMENT_SUCCESS_WEBHOOK`: cashfree.com/docs, "Payment Webhooks".
	...PAYMENT_EVENTS.flatMap(
		(event): Array<[string, string]> => [
			[readers.fold(event), event],
			[`${readers.fold(event)}webhook`, event],
		],
	),
]);

/**
 * One name for an event however it is written: `ABANDONED_CHECKOUT` in the body and
 * `abandonedCheckout` in the topic header are the same. OCC sends neither, and only this event.
 */
export function canonicalEvent(sent: string | null): string {
	if (sent === null) return ABANDONED_CHECKOUT;
	return (
		KNOWN.get(readers.fold(sent.slice(0, LONGEST_EVENT))) ??
		templateText(sent, LONGEST_EVENT, 'unknown')
	);
}

/** Whether this node knows what an event of this canonical name holds. */
export function isKnownEvent(event: string): boolean {
	return [...KNOWN.values()].includes(event);
}

/** Whether an event is among those the trigger waits for. */
export function isSelected(event: string, selected: readonly string[]): boolean {
	return selected.includes(ANY_EVENT) || selected.includes(event);
}

/** Whether a body is what Cashfree's dashboard sends to test an endpoint. */
export function isTestEvent(body: JsonObject): boolean {
	const { data } = body;
	return isObject(data) && 'test_object' in data && readers.text(body.type) !== null;
}
