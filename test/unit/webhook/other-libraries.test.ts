import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

import { Delivery } from '../../../nodes/Ecom360/webhook/delivery';
import { verify, type SignatureRules } from '../../../nodes/Ecom360/webhook/signature';
import { readSignatures } from '../../../nodes/Ecom360/webhook/signature-header';
import { usableKeys } from '../../../nodes/Ecom360/webhook/keys';
import { askCashfree } from './cashfree-library.mts';
import { anOccBody } from '../../support/checkout.mts';
import { signatureOf } from '../../support/signature.mts';

const BODY = JSON.stringify({ ...anOccBody(), note: '"चाय" ☕️ é 2000.0' });
const STANDARD: SignatureRules = {
	scheme: 'standardWebhooks',
	encoding: 'auto',
	algorithm: 'sha256',
	toleranceMs: 300_000,
};

describe('Standard Webhooks, as its own library has it', () => {
	const SECRET = `whsec_${Buffer.from('a key of thirty-two bytes, this.').toString('base64')}`;
	const library = new Webhook(SECRET);
	// The library reads the clock itself.
	const now = new Date();
	const seconds = String(Math.floor(now.getTime() / 1000));
	const [key] = usableKeys({ webhookKey: SECRET }, 'standardWebhooks');
	if (!key) throw new Error('the key cannot be used');

	function verified(signature: string, changes: Record<string, string> = {}, body = BODY): string {
		const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, ...changes };
		const signatures = readSignatures(signature, STANDARD);
		if (!signatures.ok) return signatures.error;
		const source = new Delivery(headers, now.getTime());
		const parts = { body: Buffer.from(body), source, signatures: signatures.value };
		const result = verify(parts, [key as typeof key & object], STANDARD, now.getTime());
		return result.ok ? result.value.scheme : result.error;
	}

	it('verifies what the library signed', () => {
		expect(verified(library.sign('msg_1', now, BODY))).toBe('standardWebhooks');
	});

	it('verifies a copy that was forwarded with its headers', () => {
		const headers = {
			...{ 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, cookie: 'a=b' },
			'webhook-signature': library.sign('msg_1', now, BODY),
		};
		const signing = { scheme: 'standardWebhooks', header: 'x-webhook-signature' } as const;
		const forwarded = new Delivery(headers, now.getTime(), signing).forwardedHeaders();
		expect(library.verify(BODY, forwarded)).toEqual(JSON.parse(BODY));
	});

	it('finds the right one among several', () => {
		const other = new Webhook(Buffer.from('another').toString('base64')).sign('msg_1', now, BODY);
		expect(verified(`${other} ${library.sign('msg_1', now, BODY)}`)).toBe('standardWebhooks');
	});

	it('signs what the library verifies', () => {
		const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds };
		const signature = signatureOf(Buffer.from(BODY), {
			...{ key: key.bytes, scheme: 'standardWebhooks', algorithm: 'sha256', encoding: 'hex' },
			headers,
		});
		expect(library.verify(BODY, { ...headers, 'webhook-signature': signature })).toEqual(
			JSON.parse(BODY),
		);
	});

	it.each([
		['another id', { 'webhook-id': 'msg_2' }],
		['another time', { 'webhook-timestamp': String(Number(seconds) + 1) }],
	])('refuses %s, as the library does', (_, changes) => {
		const signature = library.sign('msg_1', now, BODY);
		const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, ...changes };
		expect(verified(signature, changes)).toBe('signature_mismatch');
		expect(() => library.verify(BODY, { ...headers, 'webhook-signature': signature })).toThrow();
	});

	it.each([
		['six minutes ago', -360_000],
		['six minutes ahead', 360_000],
	])('refuses what was signed %s, as the library does', (_, offset) => {
		const then = new Date(now.getTime() + offset);
		const signature = library.sign('msg_1', then, BODY);
		const timestamp = String(Math.floor(then.getTime() / 1000));
		const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp };
		expect(verified(signature, headers)).toBe('timestamp_out_of_tolerance');
		expect(() => library.verify(BODY, { ...headers, 'webhook-signature': signature })).toThrow();
	});
});

describe("OCC and payments, as Cashfree's own library has it", () => {
	const timestamp = '1769853600000';
	const clientSecret = ['cfsk', 'ma', 'test', '9f2c1d7e'].join('_');
	const signature = signatureOf(Buffer.from(BODY), {
		key: Buffer.from(clientSecret),
		scheme: 'timestampBody',
		algorithm: 'sha256',
		encoding: 'base64',
		timestamp,
	});
	const signed = { signature, body: BODY, timestamp, clientSecret };

	it('signs what the library verifies, and nothing else', () => {
		const others = [
			{ body: `${BODY} ` },
			{ timestamp: '1769853600001' },
			{ clientSecret: 'another' },
		].map((change) => ({ ...signed, ...change }));
		const mismatch = expect.stringContaining('did not match');
		const verdicts = askCashfree([signed, ...others]);
		expect(verdicts).toEqual(['genuine', mismatch, mismatch, mismatch]);
	});
});
