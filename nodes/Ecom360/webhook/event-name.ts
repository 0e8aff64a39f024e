import { text } from '../schemas/readers';
import { isObject, type JsonObject } from '../shared/json';
import { fold } from '../schemas/renamed';
import { ABANDONED_CHECKOUT, ANY_EVENT, PAYMENT_EVENTS } from '../shared/events';
import { templateText } from '../shared/single-line';

const LONGEST_EVENT = 100;

/** The events that this node knows, by each of their spellings, folded. */
const KNOWN: ReadonlyMap<string, string> = new Map([
	[fold(ABANDONED_CHECKOUT), ABANDONED_CHECKOUT],
	['abandonedcart', ABANDONED_CHECKOUT],
	// `PAYMENT_SUCCESS_WEBHOOK`: cashfree.com/docs, "Payment Webhooks".
	...PAYMENT_EVENTS.flatMap(
		(event): Array<[string, string]> => [
			[fold(event), event],
			[`${fold(event)}webhook`, event],
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
		KNOWN.get(fold(sent.slice(0, LONGEST_EVENT))) ?? templateText(sent, LONGEST_EVENT, 'unknown')
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
	return isObject(data) && 'test_object' in data && text(body.type) !== null;
}
