import { NodeApiError, type IExecuteFunctions, type JsonObject } from 'n8n-workflow';

import type { Sending } from '../../transport/send';
import type { Delivered, Sent } from './results';
import { judge, said, triggerAnswer } from './verdict';

/** What was sent, for the item; nothing of its content. */
export function summary({ event, signed }: Sending): Sent {
	return {
		id: event.details.id,
		vendor: event.vendor,
		bytes: signed.body.length,
		signatureScheme: signed.scheme,
		signatureEncoding: signed.encoding,
	};
}

/** The item that an event becomes once it is delivered; an answer that is no success throws. */
export function delivered(
	context: IExecuteFunctions,
	itemIndex: number,
	sending: Sending,
): Delivered {
	const { outcome } = sending;
	const { ok, result, advice } = judge(sending.url, outcome);
	if (ok && outcome.ok) {
		const { status, body } = outcome.value;
		if (triggerAnswer(outcome.value)?.status === 'ignored') {
			// The node is green then, too: the panel says that nothing started.
			context.addExecutionHints({ message: result, type: 'warning', location: 'outputPane' });
		}
		return { status, result, body, sent: summary(sending) };
	}
	// What n8n stores and shows of an error: never the request, and of the answer only a safe line.
	const response = outcome.ok
		? { status: outcome.value.status, said: said(outcome.value) }
		: // Not as `code`: n8n would put a sentence of its own in place of ours.
			{ network: outcome.error.code };
	throw new NodeApiError(context.getNode(), response as JsonObject, {
		message: result.replace(/\.$/, ''),
		description: advice ?? '',
		...(outcome.ok && { httpCode: String(outcome.value.status) }),
		itemIndex,
	});
}
