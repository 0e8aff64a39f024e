import { describe, expect, it } from '@jest/globals';

import { Delivery } from '../../../nodes/Ecom360/webhook/delivery';
import { fillContent, readContent } from '../../../nodes/Ecom360/webhook/signed-content';

const HEADERS = {
	'x-webhook-timestamp': '1769853600000',
	'x-request-id': 'req-1',
	'x-webhook-topic': 'abandonedCheckout',
	'x-webhook-version': 'v1',
	'x-store-url': 'my-store.example',
	'x-nonce': 'n0',
};
const URL = 'https://n8n.example/webhook/1/webhook';

/** The text that is signed, with `B` for the body. */
function filled(content: string, headers: Record<string, string> = HEADERS): string | undefined {
	const read = readContent(content);
	if (!read) return 'unreadable';
	const delivery = new Delivery(headers, 0);
	const parts = fillContent(read, { header: (name) => delivery.header(name), url: () => URL });
	return parts && `${parts.before}B${parts.after}`;
}

describe('a signed content', () => {
	it.each([
		['{body}', 'B'],
		['{timestamp}.{body}', '1769853600000.B'],
		['{timestamp}{body}', '1769853600000B'],
		['{id}.{timestamp}.{body}', 'req-1.1769853600000.B'],
		['{topic}:{version}:{body}', 'abandonedCheckout:v1:B'],
		['{storeUrl}|{body}', 'my-store.example|B'],
		['{url}{body}', `${URL}B`],
		['{body}{url}', `B${URL}`],
		['{header:x-nonce}{body}', 'n0B'],
		['{header:X-Nonce}{body}', 'n0B'],
		['{header: x-nonce }{body}', 'n0B'],
		['{StoreURL}.{BODY}', 'my-store.example.B'],
		[String.raw`{timestamp}\n{body}`, '1769853600000\nB'],
		[' {timestamp}.{body} ', '1769853600000.B'],
		['v1:{body}', 'v1:B'],
		['{"at":{timestamp},"body":{body}}', '{"at":1769853600000,"body":B}'],
		['₹{body}', `${Buffer.from('₹').toString('latin1')}B`],
	])('is filled: %s', (content, expected) => {
		expect(filled(content)).toBe(expected);
	});

	it.each([
		['no body', '{timestamp}'],
		['nothing at all', ''],
		['blanks', '  '],
		['two bodies', '{body}{body}'],
		['a placeholder that does not exist', '{timestmp}.{body}'],
		['a name that objects inherit', '{constructor}.{body}'],
		['a header without a name', '{header:}.{body}'],
		['a header with a name that is none', '{header:x y}.{body}'],
		['more than a panel can hold', `${'x'.repeat(1_000)}{body}`],
	])('is unreadable with %s', (_, content) => {
		expect(filled(content)).toBe('unreadable');
	});

	it.each<[string, Record<string, string>, string | undefined]>([
		['{id}{body}', { 'x-idempotency-key': 'key-1', 'x-request-id': 'req-1' }, 'key-1B'],
		['{storeUrl}.{body}', { 'x-store-url': '' }, '.B'],
		[
			'{header:x-webhook-timestamp}.{body}',
			{ 'x-webhook-timestamp': '2026-01-31' },
			'2026-01-31.B',
		],
		['{timestamp}.{body}', {}, undefined],
		['{id}.{body}', {}, undefined],
		['{header:x-nonce}.{body}', { 'x-other': '1' }, undefined],
		['{timestamp}.{body}', { 'x-webhook-timestamp': '2026-01-31T10:00:00' }, undefined],
		['{timestamp}.{body}', { 'x-webhook-timestamp': '' }, undefined],
	])(
		'is filled from the headers, or not at all where one lacks: %s, %j',
		(content, headers, expected) => {
			expect(filled(content, headers)).toBe(expected);
		},
	);

	it.each([
		['{timestamp}.{body}', false],
		['{timestamp}{body}', false],
		['{id}.{timestamp}.{body}', false],
		['{body}{timestamp}', false],
		['v1{timestamp}.{body}', false],
		['{id}{topic}.{timestamp}.{body}', false],
		['{id}{body}', false],
		['{id}{timestamp}{body}', true],
		['{timestamp}{id}.{body}', true],
		['{id}1{timestamp}.{body}', true],
		['{body}{timestamp}{url}', true],
		['{id}{header:x-webhook-timestamp}.{body}', true],
	])('knows where digits could move between a time and another value: %s', (content, isLoose) => {
		expect(readContent(content)?.isTimeLoose).toBe(isLoose);
	});
});
