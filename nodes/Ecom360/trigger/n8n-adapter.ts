import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { RecentDeliveries, type Claim, type DeliveryNames } from './recent-deliveries';
import { CREDENTIAL_TYPE, usableKeys, type WebhookKeys } from '../webhook/webhook-keys';
import type { Parameters } from './settings';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

const MOST_DELIVERIES = 10_000;
const MOST_TRIGGERS = 1_000;
/** How long n8n's answer to a connection that died is waited for. */
const LATE_ANSWER_MS = 3_000;

/** Readings of credentials that are under way. */
const readings = new Map<string, Promise<Buffer[]>>();
/** One memory for each trigger node, for as long as this process lives. */
const memories = new Map<string, RecentDeliveries>();

/** The node's parameters as they are stored, or as its expressions come out. */
export function readParameters(context: IWebhookFunctions): Parameters {
	return {
		events: context.getNodeParameter('events', ['abandonedCheckout']),
		output: context.getNodeParameter('output', 'checkout'),
		filters: context.getNodeParameter('filters', {}),
		options: context.getNodeParameter('options', {}),
	};
}

/**
 * Reads the credential's keys; a credential that is missing or cannot be read has none.
 *
 * Nothing is kept: a changed key counts from the next reading on. But deliveries that come in while
 * one is under way share it, since in a flood of forged ones it is a third of what each costs.
 */
export function keyReader(context: IWebhookFunctions): () => Promise<Buffer[]> {
	return async () => {
		const name = `${nameOf(context)} ${context.getNode().credentials?.[CREDENTIAL_TYPE]?.id ?? ''}`;
		const underWay = readings.get(name);
		if (underWay) return await underWay;
		const reading = readKeys(context).finally(() => readings.delete(name));
		readings.set(name, reading);
		return await reading;
	};
}

async function readKeys(context: IWebhookFunctions): Promise<Buffer[]> {
	try {
		return usableKeys(await context.getCredentials<WebhookKeys>(CREDENTIAL_TYPE));
	} catch (error) {
		// A throw would let any stranger's request fill the executions list.
		context.logger.error('Ecom360 credential cannot be read', {
			nodeName: context.getNode().name,
			cause: error instanceof Error ? error.name : 'unknown',
		});
		return [];
	}
}

/** Reads the exact bytes: n8n has read them for JSON, and reads them on demand for the rest. */
export function bodyReader(context: IWebhookFunctions): () => Promise<Buffer | undefined> {
	return async () => {
		const request = context.getRequestObject();
		const isMultipart = /^multipart\//i.test(request.headers['content-type'] ?? '');
		if (request.rawBody === undefined && !isMultipart) {
			// Cut off, too large or not the gzip it claims to be: unread, and so refused.
			await request.readRawBody().catch(() => undefined);
		}
		return request.rawBody as Buffer | undefined;
	};
}

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

/** Names one trigger node of one workflow. */
function nameOf(context: IWebhookFunctions): string {
	return `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
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
