import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { Delivery } from '../webhook/delivery';
import { claimer } from './duplicates';
import { logRarely } from './log';
import { evidenceOf, readParameters } from './n8n-adapter';
import { answer } from './outcome';
import { receive } from './receive';
import { respond } from './respond';
import { readSettings, type Settings } from './settings';
import { nameOf } from './unread-settings';

/**
 * Receives a delivery at the production URL.
 *
 * Never throws: n8n would answer 500 and store a failed execution, and the sender would repeat it.
 */
export async function serve(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const settings = readSettings(readParameters(context));
		const delivery = new Delivery(context.getHeaderData(), Date.now(), settings.signature);
		const outcome = await receive(delivery, settings, {
			...evidenceOf(context, settings.signature),
			...(settings.skipDuplicates && { claim: claimer(context, settings.windowMs) }),
		});
		if (outcome.kind !== 'rejected') warnOfUnread(context, settings);
		return await respond(context, outcome, delivery, settings);
	} catch (error) {
		return refuse(context, error);
	}
}

/** Publishing refused what could not be read; what an expression makes of a setting shows only now. */
function warnOfUnread(context: IWebhookFunctions, { unread }: Settings): void {
	for (const setting of new Set(unread.map(nameOf))) {
		logRarely(context, 'warn', 'Ecom360 Trigger has a setting that it cannot use', { setting });
	}
}

/** Answers what nobody foresaw, so that the sender tries again later. */
function refuse(context: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const { status, body } = answer({ kind: 'rejected', reason: 'unexpected' });
	logRarely(context, 'error', 'Ecom360 delivery rejected', {
		reason: 'unexpected',
		error: error instanceof Error ? error.name : typeof error,
		place: placeOf(error),
	});
	const response = context.getResponseObject();
	if (!response.headersSent) response.status(status).json(body);
	return { noWebhookResponse: true };
}

/** File, line and column where an error was thrown. Its message could quote the body: it is left out. */
function placeOf(error: unknown): string {
	if (!(error instanceof Error)) return 'unknown';
	const frames = (error.stack ?? '').replace(error.message, '').split('\n');
	const frame = frames.find((line) => /^\s*at .*:\d+:\d+\)?$/.test(line)) ?? '';
	return (
		frame
			.replace(/\)$/, '')
			.split(/[\s()/\\]/)
			.at(-1) || 'unknown'
	);
}
