import type { Vendor } from '../shared/vendor';
import { WEBHOOK_HEADERS } from '../shared/webhook-headers';
import {
	sign,
	type SignatureAlgorithm,
	type SignatureEncoding,
	type SignatureScheme,
} from './signature';
import { VENDOR_SIGNING, vendorHeaders, type EventDetails } from './vendors';

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

/** Signs an event as its vendor does, with a timestamp of now where the scheme signs one. */
export function signEvent(
	{ vendor, body, details, arrived }: UnsignedEvent,
	key: Buffer,
	options: SigningOptions,
	now: number,
): SignedEvent {
	const usual = VENDOR_SIGNING[vendor];
	const scheme = chosen(options.scheme) ?? arrived?.scheme ?? usual.scheme;
	const encoding = chosen(options.encoding) ?? arrived?.encoding ?? usual.encoding;
	const timestamp = String(now);
	const isTimed = usual.scheme !== 'rawBody' || scheme !== 'rawBody';
	const { algorithm, header } = options;
	const headers = {
		...vendorHeaders(vendor, details),
		...(isTimed && { [WEBHOOK_HEADERS.timestamp]: timestamp }),
		[header]: sign(body, { key, scheme, algorithm, encoding, timestamp }),
	};
	return { body, headers, scheme, encoding };
}

function chosen<Value extends string>(value: Value | 'default'): Value | undefined {
	return value === 'default' ? undefined : value;
}
