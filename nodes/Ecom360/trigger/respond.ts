import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { RejectionReason } from '../shared/rejection';
import type { Delivery } from '../webhook/delivery';
import { steadyNow } from './clock';
import { diagnose } from './diagnosis';
import { logRarely, nameOf, Tally } from './log';
import { answer, type Execution, type Outcome, type Rejected } from './outcome';
import type { Settings } from './settings';

/** The deliveries that were refused since the last report. */
export interface RefusalReport {
	count: number;
	/** ISO 8601, when the first and the last of them came. */
	since: string;
	until: string;
	reasons: Partial<Record<RejectionReason, number>>;
}

interface Refused {
	reasons: Map<RejectionReason, number>;
	since: number;
}

/** Counts refused deliveries for each trigger, and says when it is time to report them. */
export class Refusals {
	private readonly tally: Tally;
	private readonly refused = new Map<string, Refused>();

	constructor(options: { intervalMs: number }) {
		this.tally = new Tally(options);
	}

	/**
	 * Counts one, refused at `at` (Unix milliseconds) when a clock that never goes back showed `now`.
	 * Returns a report of all since the last one, at most once in each interval.
	 */
	note(
		trigger: string,
		reason: RejectionReason,
		at: number,
		now: number,
	): RefusalReport | undefined {
		const { reasons, since } = this.refused.get(trigger) ?? { reasons: new Map(), since: at };
		reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
		this.refused.set(trigger, { reasons, since });
		const count = this.tally.note(trigger, now);
		if (count === undefined) return undefined;
		this.refused.delete(trigger);
		return {
			count,
			since: new Date(since).toISOString(),
			until: new Date(at).toISOString(),
			reasons: Object.fromEntries(reasons),
		};
	}
}

const HOUR_MS = 3_600_000;
const refusals = new Refusals({ intervalMs: HOUR_MS });

/** Turns an outcome into n8n's terms. */
export async function respond(
	context: IWebhookFunctions,
	outcome: Outcome,
	delivery: Delivery,
	settings: Settings,
): Promise<IWebhookResponseData> {
	const { status, headers = {}, body } = answer(outcome);
	switch (outcome.kind) {
		case 'accepted':
			return {
				workflowData: [await executionData(context, outcome, settings)],
				webhookResponse: body,
			};
		case 'ignored':
			logRarely(context, 'debug', 'Ecom360 delivery ignored', { reason: outcome.reason });
			return {
				...(outcome.included &&
					leavingOut(context, await executionData(context, outcome.included, settings))),
				webhookResponse: body,
			};
		case 'rejected': {
			logRejection(context, outcome.reason, status);
			const response = context.getResponseObject();
			for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
			response.status(status).json(body);
			// A copy that is told to come again is not refused: nothing is wrong with it.
			const isRefused = outcome.reason !== 'delivery_in_progress';
			const report =
				settings.reportRefused && isRefused && reportRefusal(context, outcome, delivery, settings);
			return { noWebhookResponse: true, ...(report && leavingOut(context, [{ json: report }])) };
		}
	}
}

/**
 * Starts the workflow through the output *Left Out* alone. With *Always Output Data*, n8n would send
 * an empty item of its own through *Event*, which leads to messages: nothing starts then.
 */
function leavingOut(
	context: IWebhookFunctions,
	items: INodeExecutionData[],
): Pick<IWebhookResponseData, 'workflowData'> {
	if (!context.getNode().alwaysOutputData) return { workflowData: [[], items] };
	logRarely(context, 'warn', "Ecom360 Trigger sends nothing through 'Left Out'", {
		setting: 'Always Output Data',
	});
	return {};
}

function logRejection(context: IWebhookFunctions, reason: RejectionReason, status: number): void {
	logRarely(context, status === 500 ? 'error' : 'warn', 'Ecom360 delivery rejected', { reason });
}

/** What "Report Refused Deliveries" starts the workflow with, once a report is due. */
function reportRefusal(
	context: IWebhookFunctions,
	rejected: Rejected,
	delivery: Delivery,
	settings: Settings,
): IDataObject | undefined {
	const report = refusals.note(nameOf(context), rejected.reason, delivery.receivedAt, steadyNow());
	if (!report) return undefined;
	const bodyBytes = context.getRequestObject().rawBody?.length;
	const diagnosis = diagnose(rejected, delivery, bodyBytes, settings, { isMailed: true });
	return { event: 'deliveriesRefused', refused: { ...report, ...diagnosis } };
}

async function executionData(
	context: IWebhookFunctions,
	{ items, body }: Execution,
	{ includeRawBody }: Settings,
): Promise<INodeExecutionData[]> {
	if (!includeRawBody) return items.map((item) => ({ json: item as unknown as IDataObject }));
	const data = await context.helpers.prepareBinaryData(
		body,
		'ecom360-delivery.json',
		'application/json',
	);
	return items.map((item) => ({ json: item as unknown as IDataObject, binary: { data } }));
}
