import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { nameOf } from './n8n-adapter';
import type { Claim } from './recent-deliveries';
import { TriggerMemories } from './trigger-memories';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** How long n8n's answer to a connection that died is waited for. */
const LATE_ANSWER_MS = 3_000;

const memories = new TriggerMemories({ perTrigger: 10_000, inAll: 100_000 });

/**
 * Claims deliveries for this trigger node, and settles each claim by n8n's answer: kept below 400,
 * released on an error, and where the connection died and no answer came. Otherwise the retry of an
 * event that n8n failed to store would be dropped, and lost.
 */
export function claimer(
	context: IWebhookFunctions,
	windowMs: number,
): (keys: readonly string[]) => Promise<boolean> {
	return async (keys) => {
		const claim = await memories.claim(nameOf(context), keys, windowMs, Date.now);
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
