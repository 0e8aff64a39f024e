import { ABANDONED_CHECKOUT, type Vendor, WEBHOOK_HEADERS } from '../shared/cashfree';
import { failure, type Result, success } from '../shared/result';
import { headerUnder } from './delivery';
import { sign, type SignatureAlgorithm, type SignatureEncoding } from './signature';
import { isHeaderName, type SignatureScheme } from './signed-content';

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

/** The headers of a vendor's delivery, except timestamp and signature. */
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

/** An event that is ready to be signed: these very bytes go out. */
export interface UnsignedEvent {
	vendor: Vendor;
	body: Buffer;
	details: EventDetails;
	/** How the event was signed when it arrived, if it did. */
	arrived?: { scheme: SignatureScheme | undefined; encoding: SignatureEncoding | undefined };
}

/** How an event is to be signed. */
export interface SigningOptions {
	/** `default`: as the event arrived, else as its vendor signs. */
	scheme: SignatureScheme | 'default';
	/** What a `custom` scheme signs, with placeholders: `{timestamp}.{body}`. */
	signedContent?: string | undefined;
	encoding: SignatureEncoding | 'default';
	algorithm: SignatureAlgorithm;
	header: string;
}

export interface SignedEvent {
	body: Buffer;
	headers: Record<string, string>;
	scheme: SignatureScheme;
	encoding: SignatureEncoding;
}

/** Where and when an event goes out. */
interface Departure {
	/** Unix milliseconds. */
	now: number;
	/** The address that is called, which a custom scheme may sign. */
	url: string;
}

/** The scheme by which an event will be signed. */
export function schemeOf(
	{ vendor, arrived }: UnsignedEvent,
	{ scheme }: SigningOptions,
): SignatureScheme {
	return chosen(scheme) ?? arrived?.scheme ?? VENDOR_SIGNING[vendor].scheme;
}

/**
 * Signs an event as its vendor does, with a timestamp of now where the scheme signs one.
 *
 * Refuses a custom signed content that cannot be read or names what the event does not have, and a
 * signature header that HTTP or the event itself needs.
 */
export function signEvent(
	event: UnsignedEvent,
	key: Buffer,
	options: SigningOptions,
	{ now, url }: Departure,
): Result<SignedEvent, 'header_invalid' | 'signature_scheme_invalid' | 'placeholder_missing'> {
	const { vendor, body, details, arrived } = event;
	const scheme = schemeOf(event, options);
	const usual = VENDOR_SIGNING[vendor];
	const encoding =
		scheme === 'standardWebhooks'
			? 'base64'
			: (chosen(options.encoding) ?? arrived?.encoding ?? usual.encoding);
	const isTimed = usual.scheme !== 'rawBody' || scheme !== 'rawBody';
	const headers = {
		...vendorHeaders(vendor, details),
		...(isTimed && { [WEBHOOK_HEADERS.timestamp]: String(now) }),
		...(scheme === 'standardWebhooks' && standardHeaders(details.id, now)),
	};
	const header = headerUnder(options, scheme);
	if (!canCarrySignature(header, headers)) return failure('header_invalid');
	const { algorithm, signedContent } = options;
	const parts = { scheme, ...(signedContent && { signedContent }), headers, url };
	const signature = sign(body, { ...parts, key, algorithm, encoding });
	if (!signature.ok) return signature;
	return success({ body, headers: { ...headers, [header]: signature.value }, scheme, encoding });
}

/** RFC 9110 and 9112: what says where a request goes, where it ends, and how it is sent. */
const TAKEN_BY_HTTP =
	/^(?:host|connection|content-(?:encoding|length)|transfer-encoding|te|trailer|upgrade|expect)$/;

/** Whether a header of this name, in lower case, reaches the receiver beside the others. */
function canCarrySignature(name: string, others: Readonly<Record<string, string>>): boolean {
	return isHeaderName(name) && !TAKEN_BY_HTTP.test(name) && !Object.hasOwn(others, name);
}

/** github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md: in seconds. */
function standardHeaders(id: string, now: number): Record<string, string> {
	return {
		'webhook-id': headerValue(id),
		'webhook-timestamp': String(Math.floor(now / 1000)),
	};
}

function chosen<Value extends string>(value: Value | 'default'): Value | undefined {
	return value === 'default' ? undefined : value;
}
