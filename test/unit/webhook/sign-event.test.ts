import { describe, expect, it } from '@jest/globals';

import { signEvent } from '../../../nodes/Ecom360/webhook/sign-event';

const EVENT = { vendor: 'ecom360', body: Buffer.from('{}'), details: { id: 'e1' } } as const;
const OPTIONS = { scheme: 'default', encoding: 'default', algorithm: 'sha256' } as const;
const DEPARTURE = { now: 1769853600000, url: 'https://n8n.example.com/webhook/1' };

describe('signEvent', () => {
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
		const signed = signEvent(EVENT, Buffer.from('key'), { ...OPTIONS, header }, DEPARTURE);
		expect(signed).toEqual({ ok: false, error: 'header_invalid' });
	});

	it.each([
		['signature_scheme_invalid', '{timestamp}'],
		['placeholder_missing', '{header:x-nonce}.{body}'],
	])('refuses a content as %s: %s', (error, signedContent) => {
		const options = { ...OPTIONS, scheme: 'custom', signedContent, header: 'x-sig' } as const;
		expect(signEvent(EVENT, Buffer.from('key'), options, DEPARTURE)).toEqual({ ok: false, error });
	});
});
