import {
	NodeOperationError,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { Delivery } from '../webhook/delivery';
import { diagnose } from './diagnosis';
import { bodyReader, keyReader, readParameters } from './n8n-adapter';
import { answer } from './outcome';
import { receive } from './receive';
import { respond } from './respond';
import { inTestRun, readSettings } from './settings';

/** Receives a delivery at the test URL: one that starts nothing is explained on the canvas. */
export async function listen(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const delivery = new Delivery(context.getHeaderData(), Date.now());
	const settings = inTestRun(readSettings(readParameters(context)));
	const outcome = await receive(delivery, settings, {
		readKeys: keyReader(context),
		readBody: bodyReader(context),
	});
	if (outcome.kind === 'accepted' || outcome.reason === 'duplicate') {
		return await respond(context, outcome, delivery, settings);
	}
	const { status, body } = answer(outcome);
	context.getResponseObject().status(status).json(body);
	const bodyBytes = context.getRequestObject().rawBody?.length;
	const { message, description } = diagnose(outcome, delivery, bodyBytes, settings);
	// Thrown, since n8n shows nothing else on the canvas; production never comes here.
	throw new NodeOperationError(context.getNode(), message, { description });
}
