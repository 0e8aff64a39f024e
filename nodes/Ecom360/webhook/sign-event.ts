import { failure, success, type Result } from '../shared/result';
import type { Vendor } from '../shared/vendor';
import { WEBHOOK_HEADERS } from '../shared/webhook-headers';
import {
	headerUnder,
	sign,
	unsignable,
	type SignatureAlgorithm,
	type SignatureEncoding,
} from './signature';
import type { SignatureScheme } from './signed-content';
import { headerValue, VENDOR_SIGNING, vendorHeaders, type EventDetails } from './vendors';

/** An event that is ready to be signed: these very bytes go out. */
export interface UnsignedEvent {
	vendor: Vendor;
	body: Buffer;
	details: EventDetails;
	/** How the event was signed when it arrived, where it did. */
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
export function schemeFor(
	{ vendor, arrived }: UnsignedEvent,
	{ scheme }: SigningOptions,
): SignatureScheme {
	return chosen(scheme) ?? arrived?.scheme ?? VENDOR_SIGNING[vendor].scheme;
}

/**
 * Signs an event as its vendor does, with a timestamp of now where the scheme signs one.
 *
 * Refused is only a custom signed content that cannot be read, or that names what the event does not
 * have.
 */
export function signEvent(
	event: UnsignedEvent,
	key: Buffer,
	options: SigningOptions,
	{ now, url }: Departure,
): Result<SignedEvent, 'signature_scheme_invalid' | 'placeholder_missing'> {
	const { vendor, body, details, arrived } = event;
	const scheme = schemeFor(event, options);
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
	const { algorithm, signedContent } = options;
	const parts = { scheme, ...(signedContent && { signedContent }), headers, url };
	const refusal = unsignable(parts);
	if (refusal) return failure(refusal);
	const signature = sign(body, { ...parts, key, algorithm, encoding });
	const signedHeaders = { ...headers, [headerUnder(options, scheme)]: signature };
	return success({ body, headers: signedHeaders, scheme, encoding });
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
