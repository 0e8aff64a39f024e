import { type IExecuteFunctions, type JsonObject, NodeApiError } from 'n8n-workflow';
import * as z from 'zod/v4-mini';

import type { Sending } from '../../transport/send';
import { judge, said, triggerAnswer } from './verdict';

/** What was sent; nothing of its content. */
const Sent = z.object({
	/** The name by which the receiver recognizes a repeated event. */
	id: z.string(),
	vendor: z.enum(['ecom360', 'occ', 'payments']),
	bytes: z.int(),
	signatureScheme: z.string(),
	signatureEncoding: z.string(),
});

/** What our trigger answers; other receivers answer what they like. */
const TriggerAnswer = z.looseObject({
	status: z.optional(z.string()),
	id: z.optional(z.string()),
	reason: z.optional(z.string()),
	filter: z.optional(z.string()),
});

const status = z.int();
/** One sentence for a shop owner. */
const result = z.string();

/** The item of *Send Test*. */
export const Delivered = z.object({
	status,
	result,
	body: z.union([TriggerAnswer, z.string()]),
	sent: Sent,
});

/** The item of *Forward*. */
export const Forwarded = z.object({
	...Delivered.shape,
	/** How what was sent differs from what arrived; null for the exact bytes. */
	changed: z.nullable(z.string()),
});

/** The item of *Check Connection*. */
export const Checked = z.object({
	ok: z.boolean(),
	/** Null where nobody answered. */
	status: z.nullable(status),
	latencyMs: z.nullable(z.int()),
	result,
	/** What to do where `ok` is false. */
	advice: z.nullable(z.string()),
	sent: Sent,
});

export type Sent = z.output<typeof Sent>;
export type Delivered = z.output<typeof Delivered>;
export type Forwarded = z.output<typeof Forwarded>;
export type Checked = z.output<typeof Checked>;

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

/** The item that an event becomes once it is delivered; any answer but success throws. */
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
			// The node is green even then, so the panel says that nothing started.
			context.addExecutionHints({ message: result, type: 'warning', location: 'outputPane' });
		}
		return { status, result, body, sent: summary(sending) };
	}
	// What n8n stores and shows of an error: never the request, and only a safe line of the answer.
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
