import { ABANDONED_CHECKOUT } from '../shared/events';
import type { Vendor } from '../shared/vendor';
import { WEBHOOK_HEADERS } from '../shared/webhook-headers';
import type { SignatureEncoding } from './signature';
import type { SignatureScheme } from './signed-content';

interface Signing {
	scheme: SignatureScheme;
	encoding: SignatureEncoding;
}

/** How each vendor signs; Ecom360's way is not documented, and this is the likeliest. */
export const VENDOR_SIGNING: Record<Vendor, Signing> = {
	ecom360: { scheme: 'rawBody', encoding: 'hex' },
	occ: { scheme: 'timestampBody', encoding: 'base64' },
	payments: { scheme: 'timestampBody', encoding: 'base64' },
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
export function vendorHeaders(vendor: Vendor, details: EventDetails): Record<string, string> {
	const named = vendor === 'ecom360' ? ecom360Headers(details) : cashfreeHeaders(details);
	const written = Object.entries(named).map(([name, value]) => [name, headerValue(value)] as const);
	return {
		[WEBHOOK_HEADERS.contentType]: 'application/json',
		...Object.fromEntries(written.filter(([, value]) => value !== '')),
	};
}

function ecom360Headers({ id, topic, version, storeUrl }: EventDetails): Record<string, string> {
	return {
		[WEBHOOK_HEADERS.userAgent]: 'Ecom360-v1',
		[WEBHOOK_HEADERS.requestId]: id,
		[WEBHOOK_HEADERS.storeUrl]: storeUrl ?? '',
		[WEBHOOK_HEADERS.topic]: topic ?? ABANDONED_CHECKOUT,
		[WEBHOOK_HEADERS.version]: version ?? 'v1',
	};
}

/** Cashfree OCC and Cashfree Payments send the same headers (Cashfree's page on webhook signatures). */
function cashfreeHeaders({ id, version, attempt }: EventDetails): Record<string, string> {
	return {
		[WEBHOOK_HEADERS.idempotencyKey]: id,
		[WEBHOOK_HEADERS.attempt]: String(attempt ?? 1),
		[WEBHOOK_HEADERS.version]: version ?? '2025-01-01',
	};
}

/** Only what a header may hold: an item's text could end the header and begin another. */
export function headerValue(text: string): string {
	return text.replace(/[^\x20-\x7e]/g, '').trim();
}
