/** What says of an event what it is and whose, before or without reading what it holds. */
import * as z from 'zod/v4-mini';

import { ABANDONED_CHECKOUT, ANY_EVENT, PAYMENT_EVENTS, type Vendor } from '../shared/cashfree';
import { isObject, type JsonObject } from '../shared/json';
import { templateText } from '../shared/texts';
import * as readers from './readers';
import { first, renamed } from './renamed';

const text = first(readers.text);

/** Cashfree's names: `event` in Ecom360's webhooks, `type` in those of its other products. */
const envelope = renamed(z.object({ event: text, type: text, data: first((sent) => sent) }));

/** A checkout's store alone. */
export const store = renamed(z.object({ storeUrl: text }));

export interface Envelope {
	/** As the sender calls it; null where it does not say. */
	event: string | null;
	/** The object that holds checkout or payment: `data`, or OCC's body itself. */
	data: unknown;
	vendor: Vendor;
}

/** Opens a body. Whose it is, its shape decides, not whether it names an event. */
export function openEnvelope(body: JsonObject): Envelope {
	const { event, type, data } = z.parse(envelope, body);
	const name = event ?? type;
	// A blank field is the same as a missing one.
	if (readers.isBlank(data)) return { event: name, data: body, vendor: 'occ' };
	return { event: name, data, vendor: vendorOf(data) };
}

function vendorOf(data: unknown): Vendor {
	const holdsPayment =
		isObject(data) && (isObject(data['payment']) || isObject(data['test_object']));
	return holdsPayment ? 'payments' : 'ecom360';
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

/** Whether a canonical name is one that this node knows what to expect of. */
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
