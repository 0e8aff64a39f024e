import { fold } from '../schemas/renamed';
import { ABANDONED_CHECKOUT, ANY_EVENT } from '../shared/events';
import { templateText } from '../shared/single-line';

const FOLDED_ABANDONED_CHECKOUT = fold(ABANDONED_CHECKOUT);
const LONGEST_EVENT = 100;

/**
 * One name for an event however it is written: `ABANDONED_CHECKOUT` in the body and
 * `abandonedCheckout` in the topic header are the same. OCC sends neither, and only this event.
 */
export function canonicalEvent(sent: string | null): string {
	if (sent === null || fold(sent) === FOLDED_ABANDONED_CHECKOUT) return ABANDONED_CHECKOUT;
	return templateText(sent, LONGEST_EVENT, 'unknown');
}

/** Whether an event is among those the trigger waits for. */
export function isSelected(event: string, selected: readonly string[]): boolean {
	return selected.includes(ANY_EVENT) || selected.includes(event);
}
