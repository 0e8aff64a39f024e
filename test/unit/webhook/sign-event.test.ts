import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import {
	signEvent,
	type SigningOptions,
	type UnsignedEvent,
} from '../../../nodes/Ecom360/webhook/sign-event';

const KEY = Buffer.from('key');
const BODY = Buffer.from('{}');
const NOW = 1769853600000;
const OPTIONS: SigningOptions = {
	scheme: 'default',
	encoding: 'default',
	algorithm: 'sha256',
	header: 'x-webhook-signature',
};

function signed(event: Partial<UnsignedEvent>, options: Partial<SigningOptions> = {}) {
	const unsigned = { vendor: 'ecom360', body: BODY, details: { id: 'e1' }, ...event } as const;
	const departure = { now: NOW, url: 'https://n8n.example.com/webhook/1' };
	const result = signEvent(unsigned, KEY, { ...OPTIONS, ...options }, departure);
	return result.ok ? result.value : result.error;
}

const hmac = (encoding: 'hex' | 'base64', before = '', algorithm = 'sha256') =>
	createHmac(algorithm, KEY).update(before).update(BODY).digest(encoding);

const ECOM360 = {
	'content-type': 'application/json',
	'user-agent': 'Ecom360-v1',
	'x-request-id': 'e1',
	'x-webhook-topic': 'abandonedCheckout',
	'x-webhook-version': 'v1',
};
const CASHFREE = {
	'content-type': 'application/json',
	'x-idempotency-key': 'e1',
	'x-webhook-attempt': '1',
	'x-webhook-timestamp': String(NOW),
	'x-webhook-version': '2025-01-01',
	'x-webhook-signature': hmac('base64', String(NOW)),
};

// That the trigger verifies every one is in test/property/sending.test.ts.
describe('signEvent', () => {
	it.each<[string, Partial<UnsignedEvent>, object]>([
		['Ecom360', {}, { ...ECOM360, 'x-webhook-signature': hmac('hex') }],
		['OCC', { vendor: 'occ' }, CASHFREE],
		['Cashfree Payments', { vendor: 'payments' }, CASHFREE],
	])('has the documented headers of %s, and signs as it does', (_, event, headers) => {
		expect(signed(event)).toEqual(expect.objectContaining({ body: BODY, headers }));
	});

	it('says of an event what is known of it, and only what a header may hold', () => {
		const details = {
			id: 'a\r\nx-evil: 1',
			topic: '₹ "कार्ट"',
			version: '\u0000',
			storeUrl: 'a.in',
		};
		const { headers } = signed({ details }) as { headers: object };
		expect(headers).toMatchObject({
			'x-request-id': 'ax-evil: 1',
			'x-webhook-topic': '""',
			'x-store-url': 'a.in',
		});
		expect(headers).not.toHaveProperty('x-webhook-version');
		const again = { id: 'e1', version: '2030-01-01', attempt: 7 };
		expect(signed({ vendor: 'occ', details: again })).toMatchObject({
			headers: { 'x-webhook-attempt': '7', 'x-webhook-version': '2030-01-01' },
		});
	});

	const arrived = { scheme: 'timestampDotBody', encoding: 'base64' } as const;
	it.each<[string, Partial<UnsignedEvent>, Partial<SigningOptions>, string]>([
		['as it arrived', { arrived }, {}, hmac('base64', `${NOW}.`)],
		[
			'rather as told',
			{ arrived },
			{ scheme: 'timestampBody', encoding: 'hex' },
			hmac('hex', `${NOW}`),
		],
		['in the algorithm told', {}, { algorithm: 'sha512' }, hmac('hex', '', 'sha512')],
		[
			'what is written out',
			{},
			{ scheme: 'custom', signedContent: '{topic}:{url}:{body}' },
			hmac('hex', 'abandonedCheckout:https://n8n.example.com/webhook/1:'),
		],
	])('signs %s', (_, event, options, signature) => {
		expect(signed(event, options)).toMatchObject({ headers: { 'x-webhook-signature': signature } });
	});

	it.each(['X-Host', 'hostname', 'x-te'])(
		'carries the signature in %s, in lower case',
		(header) => {
			expect(signed({}, { header })).toMatchObject({
				headers: { [header.toLowerCase()]: hmac('hex') },
			});
		},
	);

	it.each([
		['is lost as a key of an object', '__proto__'],
		['is no name', 'X-Signature:'],
		['is empty', ''],
		['has a blank', 'x signature'],
		['says where the request ends', 'Content-Length'],
		['says where the request goes', 'host'],
		['the event needs for its type', 'Content-Type'],
		['the event needs for its topic', 'x-webhook-topic'],
	])('refuses a signature header that %s', (_, header) => {
		expect(signed({}, { header })).toBe('header_invalid');
	});

	it.each([
		['signature_scheme_invalid', '{timestamp}'],
		['placeholder_missing', '{header:x-nonce}.{body}'],
	])('refuses a content as %s: %s', (error, signedContent) => {
		expect(signed({}, { scheme: 'custom', signedContent })).toBe(error);
	});
});
