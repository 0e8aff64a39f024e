import {
	sign,
	type SignatureAlgorithm,
	type SignatureEncoding,
	type SignatureScheme,
} from './signature';
import type { Vendor } from '../shared/vendor';
import { VENDOR_SIGNING, vendorHeaders, type EventDetails } from './vendors';

/** An event that is ready to be signed: these very bytes go out. */
export interface UnsignedEvent {
	format: Vendor;
	body: Buffer;
	details: EventDetails;
	/** How the event was signed when it arrived, where it did. */
	arrived?: { scheme: SignatureScheme | undefined; encoding: SignatureEncoding | undefined };
}

/** The signature options of the action node. */
export interface SigningOptions {
	/** `default`: as the event arrived, else as the vendor of its format signs. */
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
	{ format, body, details, arrived }: UnsignedEvent,
	key: Buffer,
	options: SigningOptions,
	now: number,
): SignedEvent {
	const vendor = VENDOR_SIGNING[format];
	const scheme = chosen(options.scheme) ?? arrived?.scheme ?? vendor.scheme;
	const encoding = chosen(options.encoding) ?? arrived?.encoding ?? vendor.encoding;
	const timestamp = String(now);
	const isTimed = format === 'occ' || scheme !== 'rawBody';
	const { algorithm, header } = options;
	const headers = {
		...vendorHeaders(format, details),
		...(isTimed && { 'x-webhook-timestamp': timestamp }),
		[header]: sign(body, { key, scheme, algorithm, encoding, timestamp }),
	};
	return { body, headers, scheme, encoding };
}

function chosen<Value extends string>(value: Value | 'default'): Value | undefined {
	return value === 'default' ? undefined : value;
}
