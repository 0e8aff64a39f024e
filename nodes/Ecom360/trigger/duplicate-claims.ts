import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { nameOf } from './n8n-adapter';
import { RecentDeliveries, type Claim, type DeliveryNames } from './recent-deliveries';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

const MOST_DELIVERIES = 10_000;
const MOST_TRIGGERS = 1_000;
/** How long n8n's answer to a connection that died is waited for. */
const LATE_ANSWER_MS = 3_000;

/** One memory for each trigger node, for as long as this process lives. */
const memories = new Map<string, RecentDeliveries>();

/**
 * Claims deliveries for this trigger node, and settles each claim by n8n's answer: kept below 400,
 * released on an error, and where the connection died and no answer came. Otherwise the retry of an
 * event that n8n failed to store would be dropped, and lost.
 */
export function claimer(
	context: IWebhookFunctions,
	windowMs: number,
): (names: DeliveryNames) => Promise<boolean> {
	const memory = memoryOf(nameOf(context));
	return async (names) => {
		const claim = await memory.claim(names, windowMs, Date.now);
		if (!claim) return false;
		const response = context.getResponseObject();
		if (response.destroyed) {
			// A sender that went away while its copy waited saw no answer, and sends it again.
			claim.settle(false);
			return false;
		}
		settleByAnswer(claim, response);
		return true;
	};
}

/**
 * n8n answers a connection that has died, too: it may just have stored the event, and then a retry
 * would double it. So the claim waits for that answer, but not forever.
 */
function settleByAnswer(claim: Claim, response: Response): void {
	let isSettled = false;
	const settle = (isKept: boolean) => {
		if (!isSettled) claim.settle(isKept);
		isSettled = true;
	};
	const settleByStatus = () => settle(response.statusCode < 400);
	// The first comes when n8n ends the response, even one that can no longer be sent.
	response.once('prefinish', settleByStatus);
	response.once('finish', settleByStatus);
	response.once('close', () => {
		if (!isSettled) void sleep(LATE_ANSWER_MS).then(() => settle(false));
	});
}

function memoryOf(trigger: string): RecentDeliveries {
	const known = memories.get(trigger);
	if (known) return known;
	const memory = new RecentDeliveries({ capacity: MOST_DELIVERIES });
	const [oldest] = memories.keys();
	if (memories.size >= MOST_TRIGGERS && oldest !== undefined) memories.delete(oldest);
	memories.set(trigger, memory);
	return memory;
}
