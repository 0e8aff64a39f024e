import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import type { Delivery } from '../webhook/delivery';
import { diagnose } from './diagnosis';
import { answer, type Accepted, type Outcome } from './outcome';
import type { Settings } from './settings';

/** Turns an outcome into n8n's terms; input from outside never throws here. */
export async function respond(
	context: IWebhookFunctions,
	outcome: Outcome,
	settings: Settings,
): Promise<IWebhookResponseData> {
	const { status, body } = answer(outcome);
	switch (outcome.kind) {
		case 'accepted':
			return {
				workflowData: [await executionData(context, outcome, settings)],
				webhookResponse: body,
			};
		case 'ignored':
			context.logger.debug('Ecom360 delivery ignored', { reason: outcome.reason });
			return { webhookResponse: body };
		case 'rejected':
			context.logger[status === 500 ? 'error' : 'warn']('Ecom360 delivery rejected', {
				reason: outcome.reason,
				workflowId: context.getWorkflow().id,
				nodeName: context.getNode().name,
			});
			context.getResponseObject().status(status).json(body);
			return { noWebhookResponse: true };
	}
}

/** In a test run, answers a delivery that starts nothing and shows on the canvas why. */
export function explain(
	context: IWebhookFunctions,
	outcome: Outcome,
	delivery: Delivery,
	settings: Settings,
): void {
	if (outcome.kind === 'accepted' || outcome.reason === 'duplicate') return;
	const { status, body } = answer(outcome);
	context.getResponseObject().status(status).json(body);
	const bodyBytes = context.getRequestObject().rawBody?.length;
	const { message, description } = diagnose(outcome, delivery, bodyBytes, settings);
	// Thrown, since n8n shows nothing else on the canvas; production never comes here.
	throw new NodeOperationError(context.getNode(), message, { description });
}

async function executionData(
	context: IWebhookFunctions,
	{ items, body }: Accepted,
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
