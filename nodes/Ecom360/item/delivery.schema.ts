import * as z from 'zod/v4-mini';

import { ABANDONED_CHECKOUT } from '../shared/cashfree';
import { countOrNull, field, line, textOrNull, textsByName, time } from './field';

/** A header's value, or an id: a longer one ends in an ellipsis. */
const LINE = line(201);

const WARNINGS = [
	'amount_unreadable',
	'checkout_completed',
	'currency_assumed',
	'currency_unreadable',
	'phone_ambiguous',
	'phone_invalid',
	'phone_not_mobile',
	'previous_webhook_key',
	'recovery_url_invalid',
	'recovery_url_too_long',
	'version_unknown',
] as const;

/** How an event arrived. Header values are not covered by the signature. */
export const delivery = z.strictObject({
	id: field(
		LINE,
		"`x-idempotency-key`, else `x-request-id`, else `webhook-id` (which comes first with *Standard Webhooks*), else the body's fingerprint",
		{
			example: '74ee83e9-1f0c-4c0e-9d2b-0f8f4f7a1c55',
		},
	),
	topic: field(
		z.nullable(LINE),
		"The header `x-webhook-topic`; for a payment, the event's own name",
		{
			example: ABANDONED_CHECKOUT,
		},
	),
	version: field(z.nullable(LINE), 'The header `x-webhook-version`', { example: 'v1' }),
	storeUrl: field(z.nullable(LINE), 'The header `x-store-url`', {
		example: 'my-store.myshopify.com',
	}),
	attempt: field(countOrNull, 'Which attempt it was, if the sender says so (OCC)', { example: 1 }),
	receivedAt: field(time, 'When n8n received it, UTC', { example: '2026-01-31T10:00:00.000Z' }),
	sentAt: field(z.nullable(time), 'When it was signed, if the sender says so (OCC)', {
		example: '2026-01-31T09:59:59.000Z',
	}),
	dedupeKey: field(
		z.string().check(z.regex(/^[0-9a-f]{64}$/)),
		'The same for every copy of an event, 64 hex digits: for Remove Duplicates, Redis or PostgreSQL',
		{ example: 'a103df26d2f58fedc05e572386983a571a164f5f9646ae8b8800e8fff0d17305' },
	),
	signatureScheme: field(
		z.enum(['rawBody', 'timestampBody', 'timestampDotBody', 'standardWebhooks', 'custom']),
		'What the signature covered: `rawBody`, `timestampBody`, `timestampDotBody`, `standardWebhooks` or `custom`',
		{ example: 'rawBody' },
	),
	signatureEncoding: field(z.enum(['hex', 'base64']), '`hex` or `base64`', { example: 'hex' }),
	warnings: field(
		z.array(z.enum(WARNINGS)),
		`What to know about the event, such as a field that could not be used: ${WARNINGS.map((name) => `\`${name}\``).join(', ')}`,
		{ example: ['phone_invalid'] },
	),
	headers: field(
		z.optional(textsByName),
		'Only with **Options → Add Original Request**: the headers to forward',
	),
	ignoredBecause: field(
		z.optional(textOrNull),
		'Only with **Options → Include Ignored Events** (ignored events leave through the output **Left Out**): `topic`, `duplicate`, or the name of the filter that leaves the event out; `null` for an event that would have started the workflow anyway',
		{ example: 'duplicate' },
	),
});

export type DeliveryDetails = z.output<typeof delivery>;

/** What a delivery held that could not be used as it was. */
export type Warning = DeliveryDetails['warnings'][number];
