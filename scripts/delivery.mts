import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { DEFAULT_SIGNATURE_HEADER } from '../nodes/Ecom360/shared/cashfree.ts';
import type { Vendor } from '../nodes/Ecom360/shared/cashfree.ts';
import { schemeOf, signEvent, type SigningOptions } from '../nodes/Ecom360/webhook/sign-event.ts';
import type { SignatureScheme } from '../nodes/Ecom360/webhook/signed-content.ts';
import { keyBytes, type KeyEncoding } from '../nodes/Ecom360/webhook/keys.ts';

/** One webhook request, ready to be sent any number of times: a vendor's retry is the same request again. */
export interface SignedDelivery {
	body: Buffer;
	headers: Record<string, string>;
}

export interface DeliveryOptions {
	vendor: Vendor;
	/** Default: the vendor's documented sample. An object is written as compact JSON. */
	body?: Buffer | string | object | undefined;
	key: string | Buffer;
	keyEncoding?: KeyEncoding | undefined;
	/** Default, like the next two: as the vendor signs. */
	scheme?: SigningOptions['scheme'] | undefined;
	/** What the scheme `custom` signs. */
	signedContent?: string | undefined;
	/** The address that is called, where the signed content names it. */
	url?: string | undefined;
	encoding?: SigningOptions['encoding'] | undefined;
	algorithm?: SigningOptions['algorithm'] | undefined;
	/** Replaces the first phone number in the body. */
	phone?: string | undefined;
	/** Gives the cart a new id and token: the trigger drops a checkout that it has seen before. */
	unique?: boolean | undefined;
	/** Signs with some other key. */
	forged?: boolean | undefined;
	/** Added last; undefined removes a header. */
	headers?: Record<string, string | undefined>;
	now?: Date;
}

const FIXTURES: Record<Vendor, string> = {
	ecom360: 'ecom360-abandoned-checkout.json',
	occ: 'occ-abandoned-cart.json',
	payments: 'cashfree-payment-success.json',
};

/** The documented sample body of a vendor, byte for byte. */
export function fixture(vendor: Vendor): Buffer {
	return readFileSync(new URL(`../test/fixtures/${FIXTURES[vendor]}`, import.meta.url));
}

/** The cart that *Send Test* makes up where nothing is entered, as Ecom360 would send it. */
export function sampleCart(): Buffer {
	return readFileSync(new URL('../test/fixtures/sample-checkout.json', import.meta.url));
}

/** Builds a request as the vendor sends it: body, headers, signature, made by the node's own code. */
export function signedDelivery(options: DeliveryOptions): SignedDelivery {
	const { vendor, forged = false, now = new Date() } = options;
	const { scheme = 'default', encoding = 'default', algorithm = 'sha256' } = options;
	const body = bodyOf(options);
	const signing = {
		...{ scheme, encoding, algorithm, header: DEFAULT_SIGNATURE_HEADER },
		signedContent: options.signedContent,
	};
	const details = { id: randomUUID(), storeUrl: storeIn(body) };
	const event = { vendor, body, details };
	const key = forged ? randomBytes(32) : keyOf(options, schemeOf(event, signing));
	const departure = { now: now.getTime(), url: options.url ?? '' };
	const signed = signEvent(event, key, signing, departure);
	if (!signed.ok) {
		throw new Error('The signed content must hold {body} once, and only what the event has.');
	}
	const headers = { ...signed.value.headers, ...options.headers };
	const isGiven = (entry: [string, string | undefined]): entry is [string, string] =>
		entry[1] !== undefined;
	return { body, headers: Object.fromEntries(Object.entries(headers).filter(isGiven)) };
}

/** Read from the text, since a test may send something other than JSON. */
function storeIn(body: Buffer): string {
	return /"store_?url"\s*:\s*"([^"]*)"/i.exec(body.toString('utf8'))?.[1] ?? '';
}

function keyOf({ key, keyEncoding = 'text' }: DeliveryOptions, scheme: SignatureScheme): Buffer {
	const bytes = Buffer.isBuffer(key) ? key : keyBytes(key, keyEncoding, scheme);
	if (bytes !== undefined) return bytes;
	throw new Error(`The webhook key is empty, or not written in ${keyEncoding}.`);
}

// Edits are made in the text: if it were rewritten, 2000.0 would become 2000.
function bodyOf({
	vendor,
	body = fixture(vendor),
	phone,
	unique = false,
}: DeliveryOptions): Buffer {
	if (Buffer.isBuffer(body) && phone === undefined && !unique) return body;
	const isText = typeof body === 'string' || Buffer.isBuffer(body);
	let text = isText ? body.toString() : JSON.stringify(body);
	if (phone !== undefined) text = withPhone(text, phone);
	if (unique) text = withNewCart(text);
	return Buffer.from(text);
}

function withPhone(text: string, phone: string): string {
	const field = /("phone"\s*:\s*)(?:"(?:[^"\\]|\\.)*"|\d+|null)/i;
	if (!field.test(text)) throw new Error('There is no "phone" in the body to put the number into.');
	return text.replace(field, (_, name: string) => name + JSON.stringify(phone));
}

function withNewCart(text: string): string {
	const id = String(randomInt(1e9, 1e12));
	const token = randomBytes(12).toString('hex');
	const [, oldToken] = /"cart_?token"\s*:\s*"([^"]+)"/i.exec(text) ?? [];
	const renamed = text
		.replace(/("cart_?id"\s*:\s*)\d+/i, (_, name: string) => name + id)
		.replace(/("cart_?id"\s*:\s*)"[^"]*"/i, (_, name: string) => `${name}"cart_${id}"`);
	// The token is part of the recovery link, too.
	return oldToken === undefined ? renamed : renamed.replaceAll(oldToken, token);
}
