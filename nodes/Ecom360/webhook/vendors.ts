import type { SignatureEncoding, SignatureScheme } from './signature';

/** Whose webhook an event looks like. */
export type EventFormat = 'ecom360' | 'occ';

/** How each vendor signs; Ecom360's way is not documented, and this is the likeliest. */
export const VENDOR_SIGNING: Record<
	EventFormat,
	{ scheme: SignatureScheme; encoding: SignatureEncoding }
> = {
	ecom360: { scheme: 'rawBody', encoding: 'hex' },
	occ: { scheme: 'timestampBody', encoding: 'base64' },
};

/** What the documented headers say about an event. */
export interface EventDetails {
	id: string;
	topic?: string | null;
	version?: string | null;
	storeUrl?: string | null;
	attempt?: number | null;
}

/** The headers of a vendor's delivery, but for timestamp and signature. */
export function vendorHeaders(format: EventFormat, details: EventDetails): Record<string, string> {
	const { id, topic, version, storeUrl, attempt } = details;
	const named =
		format === 'occ'
			? {
					'x-idempotency-key': id,
					'x-webhook-attempt': String(attempt ?? 1),
					'x-webhook-version': version ?? '2025-01-01',
				}
			: {
					'user-agent': 'Ecom360-v1',
					'x-request-id': id,
					'x-store-url': storeUrl ?? '',
					'x-webhook-topic': topic ?? 'abandonedCheckout',
					'x-webhook-version': version ?? 'v1',
				};
	const written = Object.entries(named).map(([name, value]) => [name, headerValue(value)] as const);
	return {
		'content-type': 'application/json',
		...Object.fromEntries(written.filter(([, value]) => value !== '')),
	};
}

/** Only what a header may hold: an item's text could end the header and begin another. */
function headerValue(text: string): string {
	return text.replace(/[^\x20-\x7e]/g, '').trim();
}
