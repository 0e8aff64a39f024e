import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { Delivery } from '../webhook/delivery';
import { diagnose } from './diagnosis';
import { nameOf, whereIn } from './n8n-adapter';
import {
	answer,
	type Execution,
	type Outcome,
	type Rejected,
	type RejectionReason,
} from './outcome';
import type { Settings } from './settings';

/** The deliveries that were refused since the last report. */
export interface RefusalReport {
	count: number;
	/** ISO 8601, when the first and the last of them came. */
	since: string;
	until: string;
	reasons: Partial<Record<RejectionReason, number>>;
}

interface Tally {
	refused: Array<[reason: RejectionReason, count: number]>;
	since: number;
	/** Unix milliseconds; never, where there was no report. */
	reportedAt: number;
}

/** Counts refused deliveries for each trigger, and says when it is time to report them. */
export class Refusals {
	private readonly tallies = new Map<string, Tally>();

	constructor(private readonly options: { intervalMs: number }) {}

	/**
	 * Counts one, refused `now` (Unix milliseconds). Returns a report of all since the last one, but
	 * not again before the interval is over.
	 */
	note(trigger: string, reason: RejectionReason, now: number): RefusalReport | undefined {
		const { refused, since, reportedAt } = this.tallies.get(trigger) ?? {
			refused: [],
			since: now,
			reportedAt: -Infinity,
		};
		const counts = new Map(refused).set(reason, (new Map(refused).get(reason) ?? 0) + 1);
		const tally = { refused: [...counts], since: refused.length === 0 ? now : since };
		if (now - reportedAt < this.options.intervalMs) {
			this.tallies.set(trigger, { ...tally, reportedAt });
			return undefined;
		}
		this.tallies.set(trigger, { refused: [], since: now, reportedAt: now });
		return {
			count: tally.refused.reduce((sum, [, count]) => sum + count, 0),
			since: new Date(tally.since).toISOString(),
			until: new Date(now).toISOString(),
			reasons: Object.fromEntries(tally.refused),
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
			context.logger.debug('Ecom360 delivery ignored', { reason: outcome.reason });
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
			// A copy that is to come again is no refusal: nothing is wrong with it.
			const isRefused = outcome.reason !== 'delivery_in_progress';
			const report =
				settings.reportRefused && isRefused && reportRefusal(context, outcome, delivery, settings);
			return { noWebhookResponse: true, ...(report && leavingOut(context, [{ json: report }])) };
		}
	}
}

/**
 * Starts the workflow by the output *Left Out* alone. With *Always Output Data*, n8n would put an
 * empty item of its own out by *Event*, where messages are sent: nothing starts then.
 */
function leavingOut(
	context: IWebhookFunctions,
	items: INodeExecutionData[],
): Pick<IWebhookResponseData, 'workflowData'> {
	if (!context.getNode().alwaysOutputData) return { workflowData: [[], items] };
	context.logger.warn(
		"Ecom360 Trigger puts nothing out by 'Left Out' while 'Always Output Data' is on in its settings",
		whereIn(context),
	);
	return {};
}

function logRejection(context: IWebhookFunctions, reason: string, status: number): void {
	context.logger[status === 500 ? 'error' : 'warn']('Ecom360 delivery rejected', {
		reason,
		...whereIn(context),
	});
}

/** What "Report Refused Deliveries" starts the workflow with, where it is time to. */
function reportRefusal(
	context: IWebhookFunctions,
	rejected: Rejected,
	delivery: Delivery,
	settings: Settings,
): IDataObject | undefined {
	const report = refusals.note(nameOf(context), rejected.reason, delivery.receivedAt);
	if (!report) return undefined;
	const bodyBytes = context.getRequestObject().rawBody?.length;
	const diagnosis = diagnose(rejected, delivery, bodyBytes, settings);
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
