/** The topic that Ecom360 documents, as the trigger's parameter and items name it. */
export const ABANDONED_CHECKOUT = 'abandonedCheckout';

/** Cashfree Payments' events, as the trigger's parameter and items name them. */
export const PAYMENT_EVENTS = [
	'paymentSuccess',
	'paymentPending',
	'paymentFailed',
	'paymentUserDropped',
] as const;
export type PaymentEvent = (typeof PAYMENT_EVENTS)[number];

/** Stands for whatever holds a checkout or a payment. */
export const ANY_EVENT = '*';

/**
 * Whose webhook a delivery is: Ecom360's, Cashfree One Click Checkout's, or Cashfree Payments'.
 *
 * Decided by the shape of the signed body, never by a header.
 */
export type Vendor = 'ecom360' | 'occ' | 'payments';

/** The headers of the vendors' deliveries, in lower case as Node gives them. */
export const WEBHOOK_HEADERS = {
	contentType: 'content-type',
	userAgent: 'user-agent',
	idempotencyKey: 'x-idempotency-key',
	requestId: 'x-request-id',
	storeUrl: 'x-store-url',
	attempt: 'x-webhook-attempt',
	/** What the vendors document; the trigger's options can name another. */
	signature: 'x-webhook-signature',
	timestamp: 'x-webhook-timestamp',
	topic: 'x-webhook-topic',
	version: 'x-webhook-version',
} as const;

/**
 * What holds where neither a parameter nor the event says otherwise.
 *
 * Separate constants instead of one object, since n8n's linter does not see a default in
 * `default: DEFAULTS.currency`.
 */

/** ISO 3166. */
export const DEFAULT_COUNTRY = 'IN';
/** ISO 4217. */
export const DEFAULT_CURRENCY = 'INR';
/** BCP 47. */
export const DEFAULT_LOCALE = 'en-IN';
export const DEFAULT_DUPLICATE_WINDOW_HOURS = 24;
export const DEFAULT_SIGNATURE_HEADER = WEBHOOK_HEADERS.signature;
/** What a message says where the event says nothing. */
export const DEFAULT_FALLBACK_TEXTS = {
	customerName: 'there',
	itemsText: 'your cart',
	orderText: 'your order',
} as const;
