import { describe, expect, it } from '@jest/globals';

import {
	Delivery,
	fingerprintOf,
	type Headers,
	type Signing,
} from '../../../nodes/Ecom360/webhook/delivery';

const SIGNING: Signing = { scheme: 'auto', header: 'x-webhook-signature' };

function delivery(headers: Headers): Delivery {
	return new Delivery(headers, 1769853600000);
}

describe('Delivery', () => {
	it.each([
		[
			'x-idempotency-key before x-request-id',
			{ 'x-idempotency-key': 'i', 'x-request-id': 'r' },
			'i',
		],
		['x-request-id', { 'x-request-id': 'r' }, 'r'],
		[
			'x-request-id where the other is blank',
			{ 'x-idempotency-key': ' ', 'x-request-id': 'r' },
			'r',
		],
		['the fingerprint', {}, 'f00d'],
		['nothing that would have to be cut', { 'x-request-id': 'a'.repeat(201) }, 'f00d'],
	])('takes for its id %s', (_, headers, id) => {
		expect(delivery(headers).id('f00d')).toBe(id);
	});

	it('keeps a header exactly as sent, whatever the case of its name', () => {
		const sent = delivery({ 'x-webhook-signature': ' v1=a  b ' });
		expect(sent.header('X-Webhook-Signature')).toBe(' v1=a  b ');
		expect(sent.header('x-other')).toBeUndefined();
	});

	it('joins a header that was sent several times', () => {
		expect(delivery({ 'x-webhook-signature': ['a', 'b'] }).header('x-webhook-signature')).toBe(
			'a,b',
		);
	});

	it.each(['constructor', 'toString', '__proto__'])('has no header %s unless sent', (name) => {
		expect(delivery({}).header(name)).toBeUndefined();
	});

	it.each([
		['plain', 'abandonedCheckout', 'abandonedCheckout'],
		['blank', '  ', null],
		['absent', undefined, null],
		['on several lines', 'a\r\n\tb', 'a b'],
	])('reads a header as one line: %s', (_, value, expected) => {
		expect(delivery({ 'x-webhook-topic': value }).line('x-webhook-topic')).toBe(expected);
	});

	it('bounds a line', () => {
		const line = delivery({ 'x-webhook-topic': 'a'.repeat(10_000) }).line('x-webhook-topic');
		expect(line?.length).toBeLessThanOrEqual(200);
	});

	it.each([
		['milliseconds', '1769853600123', '2026-01-31T10:00:00.123Z'],
		['seconds', '1769853600', '2026-01-31T10:00:00.000Z'],
		['blanks around', ' 1769853600 ', '2026-01-31T10:00:00.000Z'],
		['the largest', '9999999999999', '2286-11-20T17:46:39.999Z'],
		['too few digits', '176985360', null],
		['too many digits', '17698536000000', null],
		['a date', '2026-01-31', null],
		['a time before 1970', '1960-01-01T00:00:00Z', null],
		['absent', undefined, null],
	])('knows when it was sent: %s', (_, timestamp, expected) => {
		expect(delivery({ 'x-webhook-timestamp': timestamp }).sentAt).toBe(expected);
	});

	it.each<[string, Headers, string | null]>([
		[
			'webhook-timestamp of Standard Webhooks',
			{ 'webhook-timestamp': '1769853600' },
			'2026-01-31T10:00:00.000Z',
		],
		[
			'ISO 8601',
			{ 'x-webhook-timestamp': '2026-01-31T15:30:00+05:30' },
			'2026-01-31T10:00:00.000Z',
		],
		[
			"the timestamp of Cashfree's other pair",
			{ 'x-cashfree-signature': 's', 'x-cashfree-timestamp': '1769853600' },
			'2026-01-31T10:00:00.000Z',
		],
	])('knows when it was sent by %s', (_, headers, expected) => {
		expect(delivery(headers).sentAt).toBe(expected);
	});

	it.each<[string, Signing['scheme'], string]>([
		['where it is signed', 'standardWebhooks', 'msg_1'],
		['last, where it is not', 'auto', 'r'],
	])('takes webhook-id for its id %s', (_, scheme, expected) => {
		const headers = { 'webhook-id': 'msg_1', 'x-request-id': 'r' };
		expect(new Delivery(headers, 0, { ...SIGNING, scheme }).id('f00d')).toBe(expected);
	});
});

describe('the pair of x-cashfree-signature and x-cashfree-timestamp', () => {
	const pair = { 'x-cashfree-signature': 's', 'x-cashfree-timestamp': '1769853600' };
	const signatureIn = (headers: Headers, signing = SIGNING) => {
		const sent = new Delivery(headers, 0, signing);
		return sent.header(sent.signatureHeader);
	};

	it('is read where the documented pair is missing, and is forwarded as it came', () => {
		expect(signatureIn(pair)).toBe('s');
		expect(new Delivery(pair, 0).forwardedHeaders()).toEqual(pair);
	});

	it.each<[string, Headers, Signing]>([
		['a documented timestamp is there', { ...pair, 'x-webhook-timestamp': '1' }, SIGNING],
		['another header is set', pair, { ...SIGNING, header: 'x-my-signature' }],
		['Standard Webhooks is set', pair, { ...SIGNING, scheme: 'standardWebhooks' }],
	])('is not where %s', (_, headers, signing) => {
		expect(signatureIn(headers, signing)).toBeUndefined();
	});

	it('never mixes with the documented one', () => {
		expect(signatureIn({ ...pair, 'x-webhook-signature': 'documented' })).toBe('documented');
	});
});

describe('forwardedHeaders', () => {
	const documented = {
		'content-type': 'application/json',
		'user-agent': 'Ecom360-v1',
		'x-idempotency-key': 'i',
		'x-request-id': 'r',
		'x-store-url': 'shop.example',
		'x-webhook-attempt': '2',
		'x-webhook-timestamp': '1769853600000',
		'x-webhook-topic': 'abandonedCheckout',
		'x-webhook-version': 'v1',
	};
	const others = { authorization: 'Bearer x', cookie: 'a=b' };

	it.each<[string, Signing, Headers]>([
		['the signature', { ...SIGNING, header: 'X-My-Signature' }, { 'x-my-signature': ' v1=abc ' }],
		[
			"Standard Webhooks' own",
			{ ...SIGNING, scheme: 'standardWebhooks' },
			{ 'webhook-id': 'm', 'webhook-timestamp': '1', 'webhook-signature': 'v1,abc' },
		],
		[
			'what a custom content signs',
			{ ...SIGNING, scheme: 'custom', signedContent: '{header:X-Nonce}.{body}' },
			{ 'x-nonce': 'n', 'x-webhook-signature': 's' },
		],
	])('are the documented ones and %s, no others', (_, signing, more) => {
		const sent = new Delivery({ ...documented, ...more, ...others }, 0, signing);
		expect(sent.forwardedHeaders()).toEqual({ ...documented, ...more });
	});
});

describe('fingerprintOf', () => {
	it.each([
		// sha256sum
		['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
		['{"a":1}', '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862'],
	])('of %j is its SHA-256', (body, expected) => {
		expect(fingerprintOf(Buffer.from(body))).toBe(expected);
	});
});
