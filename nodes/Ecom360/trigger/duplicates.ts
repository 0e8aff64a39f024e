import type { IWebhookFunctions } from 'n8n-workflow';
import { hash } from 'node:crypto';

import { hostOf } from '../shared/web-address';
import { steadyNow } from './clock';
import { nameOf } from './log';
import { type Claim, type Timing, TriggerMemories } from './recent-deliveries';

/** The two names by which a delivery is recognized. */
export interface DeliveryNames {
	/** The sender's id: not signed, so a replay can carry a new one. */
	id: string;
	/** Of the signed body. */
	fingerprint: string;
}

/** What makes a duplicate besides the delivery itself: nothing, the same cart, or the same shopper. */
export const DUPLICATES_BY = ['event', 'cart', 'shopper'] as const;
export type DuplicatesBy = (typeof DUPLICATES_BY)[number];

/** What tells events apart: a checkout has a cart, a payment has none. */
export interface EventIdentity {
	event: string;
	cart?: { id: string | null; token: string | null; storeUrl: string | null };
	payment?: { id: string | null; status?: string | null };
	customer: { phone: string | null; email: string | null };
}

/**
 * The keys under which a delivery is remembered: one in common makes two deliveries duplicates.
 *
 * The sender's id is not signed, so it counts only together with the signed cart or payment: alone,
 * it would let a replay carry the id of an event to come, and get that one dropped. A payment whose
 * status has changed is another event, even under the same id. A payment is never taken for a
 * duplicate of another by the same shopper, since each says something new about an order.
 */
export function duplicateKeys(
	{ id, fingerprint }: DeliveryNames,
	{ event, cart, payment, customer }: EventIdentity,
	by: readonly DuplicatesBy[],
): string[] {
	const cartName = cart && (cart.id ?? cart.token);
	const store = hostOf(cart?.storeUrl ?? '');
	const shopper = customer.phone ?? customer.email?.toLowerCase();
	const keys = [
		named('id and cart', id, event, cartName),
		named('id and payment', id, event, payment?.id, payment?.status ?? ''),
		...(event.toUpperCase() === CHARGES ? [named('payment', payment?.id)] : []),
		...(cart && by.includes('cart') ? [named('cart', store, event, cartName)] : []),
		...(cart && by.includes('shopper') ? [named('shopper', store, event, shopper)] : []),
	];
	return [fingerprint, ...keys.filter((key) => key !== undefined)];
}

/** Reports what a payment costs the shop: a second event about the same payment. */
const CHARGES = 'PAYMENT_CHARGES_WEBHOOK';

/** The keys by which a payment's charges event finds that the payment is known already. */
export function laterKeys({ payment }: EventIdentity): string[] {
	const key = named('payment', payment?.id);
	return key === undefined ? [] : [key];
}

/** Hashed, so that a key is short however long its parts are, and holds no shopper's data. */
function named(...parts: Array<string | null | undefined>): string | undefined {
	if (parts.some((part) => part === null || part === undefined)) return undefined;
	return hash('sha256', JSON.stringify(parts), 'base64url');
}

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** How long a copy waits for n8n's answer to the first: after that, most senders have given up. */
const PATIENCE_MS = 10_000;

const memories = new TriggerMemories({ perTrigger: 10_000, inAll: 100_000 });
const timing: Timing = { now: steadyNow, patience: async () => await after(PATIENCE_MS) };

/** Waits without keeping the process alive. */
async function after(delayMs: number): Promise<void> {
	await new Promise((resolve) => {
		AbortSignal.timeout(delayMs).addEventListener('abort', resolve, { once: true });
	});
}

/** Whether a delivery may start an execution, or why not. */
export type ClaimResult = 'claimed' | 'duplicate' | 'inProgress';

/**
 * Claims deliveries for this trigger node, and settles each claim by n8n's answer: kept below 400,
 * released on an error. Otherwise the retry of an event that n8n failed to store would be dropped,
 * and lost.
 *
 * n8n 2 answers only when a slot of `N8N_CONCURRENCY_PRODUCTION_LIMIT` is free, which may take
 * longer than the sender waits. So whether the sender is still there says nothing about the event:
 * n8n ends the response all the same, and `prefinish` reports it.
 */
export function claimer(
	context: IWebhookFunctions,
	windowMs: number,
): (keys: readonly string[], alsoUnder?: readonly string[]) => Promise<ClaimResult> {
	return async (keys, alsoUnder) => {
		const claim = await memories.claim(nameOf(context), keys, windowMs, timing, alsoUnder);
		if (claim === 'duplicate' || claim === 'inProgress') return claim;
		const response = context.getResponseObject();
		if (response.destroyed) {
			// A sender that went away before anything started saw no answer, and sends it again.
			claim.settle(false);
			return 'inProgress';
		}
		settleByAnswer(claim, response);
		return 'claimed';
	};
}

function settleByAnswer(claim: Claim, response: Response): void {
	let isSettled = false;
	const settle = () => {
		if (!isSettled) claim.settle(response.statusCode < 400);
		isSettled = true;
	};
	// The first comes when n8n ends the response, even one that can no longer be sent.
	response.once('prefinish', settle);
	response.once('finish', settle);
}
