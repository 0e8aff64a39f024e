/** The headers of the vendors' deliveries, in lower case as Node gives them. */
export const WEBHOOK_HEADERS = {
	contentType: 'content-type',
	userAgent: 'user-agent',
	idempotencyKey: 'x-idempotency-key',
	requestId: 'x-request-id',
	storeUrl: 'x-store-url',
	attempt: 'x-webhook-attempt',
	/** What the vendors document; the trigger's options can name another one. */
	signature: 'x-webhook-signature',
	timestamp: 'x-webhook-timestamp',
	topic: 'x-webhook-topic',
	version: 'x-webhook-version',
} as const;
