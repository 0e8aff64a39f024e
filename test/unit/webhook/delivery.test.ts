import { describe, expect, it } from '@jest/globals';

import {
	Delivery,
	fingerprintOf,
	type Headers,
	type Signing,
} from '../../../nodes/Ecom360/webhook/delivery';

const SIGNING: Signing = { scheme: 'auto', header: 'x-webhook-signature' };
const STANDARD: Signing = { ...SIGNING, scheme: 'standardWebhooks' };

function delivery(headers: Headers, signing = SIGNING): Delivery {
	return new Delivery(headers, 1769853600000, signing);
}

describe('Delivery', () => {
	it.each<[string, Headers, Signing, string]>([
		['the key', { 'x-idempotency-key': 'i', 'x-request-id': 'r' }, SIGNING, 'i'],
		['x-request-id', { 'x-request-id': 'r' }, SIGNING, 'r'],
		['what is not blank', { 'x-idempotency-key': ' ', 'x-request-id': 'r' }, SIGNING, 'r'],
		['the fingerprint', {}, SIGNING, 'f00d'],
		['nothing that would have to be cut', { 'x-request-id': 'a'.repeat(201) }, SIGNING, 'f00d'],
		['a signed webhook-id', { 'webhook-id': 'msg_1', 'x-request-id': 'r' }, STANDARD, 'msg_1'],
		['an unsigned one last', { 'webhook-id': 'msg_1', 'x-request-id': 'r' }, SIGNING, 'r'],
		['an unsigned one rather than none', { 'webhook-id': 'msg_1' }, SIGNING, 'msg_1'],
	])('takes for its id %s', (_, headers, signing, id) => {
		expect(delivery(headers, signing).id('f00d')).toBe(id);
	});

	it.each<[string, Headers, string | undefined]>([
		['exactly as sent', { 'x-sig': ' v1=a  b ' }, ' v1=a  b '],
		['joined where it was sent several times', { 'x-sig': ['a', 'b'] }, 'a,b'],
		['not where it was not sent', {}, undefined],
	])('has a header %s, whatever the case of its name', (_, headers, expected) => {
		expect(delivery(headers).header('X-Sig')).toBe(expected);
	});

	it.each(['constructor', 'toString', '__proto__'])('has no header %s unless sent', (name) => {
		expect(delivery({}).header(name)).toBeUndefined();
	});

	it.each([
		['plain', 'abandonedCheckout', 'abandonedCheckout'],
		['blank', '  ', null],
		['absent', undefined, null],
		['on several lines', 'a\r\n\tb', 'a b'],
		['bounded', 'a'.repeat(10_000), `${'a'.repeat(199)}…`],
	])('reads a header as one line: %s', (_, value, expected) => {
		expect(delivery({ 'x-webhook-topic': value }).topic).toBe(expected);
	});

	it.each([
		['12', 12],
		['0', 0],
		['first', null],
		['-1', null],
		['1.5', null],
	])('reads the attempt %j as %j', (attempt, expected) => {
		expect(delivery({ 'x-webhook-attempt': attempt }).attempt).toBe(expected);
	});

	// What a time is, is tabled in timestamp.test.ts.
	it.each<[Headers, string | null]>([
		[{ 'x-webhook-timestamp': ' 1769853600123 ' }, '2026-01-31T10:00:00.123Z'],
		[{ 'x-webhook-timestamp': '9999999999999' }, '2286-11-20T17:46:39.999Z'],
		[{ 'x-webhook-timestamp': '2026-01-31' }, null],
		[{}, null],
		[{ 'webhook-timestamp': '1769853600' }, '2026-01-31T10:00:00.000Z'],
		[
			{ 'x-cashfree-signature': 's', 'x-cashfree-timestamp': '1769853600' },
			'2026-01-31T10:00:00.000Z',
		],
	])('knows when it was sent: %j', (headers, expected) => {
		expect(delivery(headers).sentAt).toBe(expected);
	});
});

describe('the pair of x-cashfree-signature and x-cashfree-timestamp', () => {
	const pair = { 'x-cashfree-signature': 's', 'x-cashfree-timestamp': '1769853600' };
	const documented = { ...pair, 'x-webhook-signature': 'documented' };

	it('is forwarded as it came', () => {
		expect(delivery(pair).forwardedHeaders()).toEqual(pair);
	});

	it.each<[string, Headers, Signing, string | undefined]>([
		['read where the documented pair is missing', pair, SIGNING, 's'],
		['left beside a documented time', { ...pair, 'x-webhook-timestamp': '1' }, SIGNING, undefined],
		['left beside a documented signature', documented, SIGNING, 'documented'],
		['left where another is set', pair, { ...SIGNING, header: 'x-my-signature' }, undefined],
		['left where Standard Webhooks is set', pair, STANDARD, undefined],
	])('is %s', (_, headers, signing, signature) => {
		const sent = delivery(headers, signing);
		expect(sent.header(sent.signatureHeader)).toBe(signature);
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
	const standard = { 'webhook-id': 'm', 'webhook-timestamp': '1', 'webhook-signature': 'v1,abc' };
	const signedContent = '{header:X-Nonce}.{body}';

	it.each<[string, Partial<Signing>, Headers]>([
		['the signature', { header: 'X-My-Signature' }, { 'x-my-signature': ' v1=abc ' }],
		["Standard Webhooks' own", { scheme: 'standardWebhooks' }, standard],
		['what a custom content signs', { scheme: 'custom', signedContent }, { 'x-nonce': 'n' }],
	])('are the documented ones and %s, no others', (_, signing, more) => {
		const sent = delivery({ ...documented, ...more, ...others }, { ...SIGNING, ...signing });
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
