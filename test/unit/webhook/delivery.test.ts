import { describe, expect, it } from '@jest/globals';

import { Delivery, fingerprintOf, type Headers } from '../../../nodes/Ecom360/webhook/delivery';

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
		['absent', undefined, null],
	])('knows when it was sent: %s', (_, timestamp, expected) => {
		expect(delivery({ 'x-webhook-timestamp': timestamp }).sentAt).toBe(expected);
	});

	it('hands on the documented headers and the one with the signature, no others', () => {
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
			'x-my-signature': ' v1=abc ',
		};
		const sent = delivery({ ...documented, authorization: 'Bearer x', cookie: 'a=b' });
		expect(sent.documentedHeaders('X-My-Signature')).toEqual(documented);
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
