import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import {
	sign,
	type SignatureAlgorithm,
	type SignatureEncoding,
	type SignatureScheme,
} from '../nodes/Ecom360/webhook/signature.ts';
import { keyBytes, type KeyEncoding } from '../nodes/Ecom360/webhook/webhook-keys.ts';

export type Shape = 'ecom360' | 'occ';

/** One webhook request, ready to be sent any number of times: a vendor's retry is the same again. */
export interface Delivery {
	body: Buffer;
	headers: Record<string, string>;
}

export interface DeliveryOptions {
	shape: Shape;
	/** Default: the vendor's documented sample. An object is written as compact JSON. */
	body?: Buffer | string | object | undefined;
	key: string | Buffer;
	keyEncoding?: KeyEncoding | undefined;
	/** Default, like the next two: as the vendor of the shape signs. */
	scheme?: SignatureScheme | undefined;
	encoding?: SignatureEncoding | undefined;
	algorithm?: SignatureAlgorithm | undefined;
	/** Replaces the first phone number in the body. */
	phone?: string | undefined;
	/** Gives the cart a new id and token: the trigger drops a checkout that it has seen. */
	unique?: boolean | undefined;
	/** Signs with some other key. */
	forged?: boolean | undefined;
	/** Added last; undefined removes a header. */
	headers?: Record<string, string | undefined>;
	now?: Date;
}

const FIXTURES: Record<Shape, string> = {
	ecom360: 'ecom360-abandoned-checkout.json',
	occ: 'occ-abandoned-cart.json',
};

const SIGNING: Record<Shape, { scheme: SignatureScheme; encoding: SignatureEncoding }> = {
	ecom360: { scheme: 'rawBody', encoding: 'hex' },
	occ: { scheme: 'timestampBody', encoding: 'base64' },
};

/** The documented sample body of a shape, byte for byte. */
export function fixture(shape: Shape): Buffer {
	return readFileSync(new URL(`../test/fixtures/${FIXTURES[shape]}`, import.meta.url));
}

/** Builds a request as the vendor sends it: body, headers, signature. */
export function signedDelivery(options: DeliveryOptions): Delivery {
	const { shape, algorithm = 'sha256', forged = false, now = new Date() } = options;
	const { scheme = SIGNING[shape].scheme, encoding = SIGNING[shape].encoding } = options;
	const body = bodyOf(options);
	const timestamp = String(now.getTime());
	const isTimed = shape === 'occ' || scheme !== 'rawBody';
	const key = forged ? randomBytes(32) : keyOf(options);
	const signature = sign(body, { key, scheme, algorithm, encoding, timestamp });
	const headers = {
		'content-type': 'application/json',
		...vendorHeaders(shape, body),
		...(isTimed && { 'x-webhook-timestamp': timestamp }),
		'x-webhook-signature': signature,
		...options.headers,
	};
	const isGiven = (entry: [string, string | undefined]): entry is [string, string] =>
		entry[1] !== undefined;
	return { body, headers: Object.fromEntries(Object.entries(headers).filter(isGiven)) };
}

function vendorHeaders(shape: Shape, body: Buffer): Record<string, string> {
	if (shape === 'occ') {
		return {
			'x-webhook-version': '2025-01-01',
			'x-webhook-attempt': '1',
			'x-idempotency-key': randomUUID(),
		};
	}
	const [, store = ''] = /"store_?url"\s*:\s*"([^"]*)"/i.exec(body.toString('utf8')) ?? [];
	return {
		'user-agent': 'Ecom360-v1',
		'x-store-url': store,
		'x-webhook-topic': 'abandonedCheckout',
		'x-webhook-version': 'v1',
		'x-request-id': randomUUID(),
	};
}

function keyOf({ key, keyEncoding = 'text' }: DeliveryOptions): Buffer {
	const bytes = Buffer.isBuffer(key) ? key : keyBytes(key, keyEncoding);
	if (bytes !== undefined) return bytes;
	throw new Error(`The webhook key is empty, or not written in ${keyEncoding}.`);
}

// Edits are made in the text: written anew, 2000.0 would become 2000 and the sample another one.
function bodyOf({ shape, body = fixture(shape), phone, unique = false }: DeliveryOptions): Buffer {
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
