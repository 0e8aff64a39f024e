import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';

import { Delivery } from '../../../nodes/Ecom360/webhook/delivery';
import { signEvent } from '../../../nodes/Ecom360/webhook/sign-event';
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
	const [key] = usableKeys({ webhookKey: SECRET }, 'standardWebhooks');
	if (!key) throw new Error('the key cannot be used');

	function headersAt(time: Date, changes: Record<string, string> = {}): Record<string, string> {
		const timestamp = String(Math.floor(time.getTime() / 1000));
		return { 'webhook-id': 'msg_1', 'webhook-timestamp': timestamp, ...changes };
	}

	function verified(signature: string, headers = headersAt(now)): string {
		const signatures = readSignatures(signature, STANDARD);
		if (!signatures.ok) return signatures.error;
		const source = new Delivery(headers, now.getTime());
		const parts = { body: Buffer.from(BODY), source, signatures: signatures.value };
		const result = verify(parts, [key as typeof key & object], STANDARD, now.getTime());
		return result.ok ? result.value.scheme : result.error;
	}

	it('verifies what the library signed, also among several', () => {
		const signature = library.sign('msg_1', now, BODY);
		const other = new Webhook(Buffer.from('another').toString('base64')).sign('msg_1', now, BODY);
		expect(verified(signature)).toBe('standardWebhooks');
		expect(verified(`${other} ${signature}`)).toBe('standardWebhooks');
	});

	it('forwards a copy with the headers that the library needs', () => {
		const signature = { 'webhook-signature': library.sign('msg_1', now, BODY) };
		const signing = { scheme: 'standardWebhooks', header: 'x-webhook-signature' } as const;
		const delivery = new Delivery(headersAt(now, signature), now.getTime(), signing);
		expect(library.verify(BODY, delivery.forwardedHeaders())).toEqual(JSON.parse(BODY));
	});

	it('signs what the library verifies', () => {
		const event = { vendor: 'ecom360', body: Buffer.from(BODY), details: { id: 'msg_1' } } as const;
		const signing = {
			algorithm: 'sha256',
			encoding: 'hex',
			header: 'x-webhook-signature',
		} as const;
		const options = { ...signing, scheme: 'standardWebhooks' } as const;
		const signed = signEvent(event, key.bytes, options, { now: now.getTime(), url: '' });
		if (!signed.ok) throw new Error(signed.error);
		expect(library.verify(BODY, signed.value.headers)).toEqual(JSON.parse(BODY));
		expect(signed.value).toMatchObject({ scheme: 'standardWebhooks', encoding: 'base64' });
		expect(signed.value.headers).not.toHaveProperty('x-webhook-signature');
	});

	const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
	it.each<[string, Date, Record<string, string>, string]>([
		['another id', now, headersAt(now, { 'webhook-id': 'msg_2' }), 'signature_mismatch'],
		['another time', now, headersAt(later(1)), 'signature_mismatch'],
		['six minutes ago', later(-360), headersAt(later(-360)), 'timestamp_out_of_tolerance'],
		['six minutes ahead', later(360), headersAt(later(360)), 'timestamp_out_of_tolerance'],
	])('refuses %s, as the library does', (_, signedAt, headers, expected) => {
		const signature = library.sign('msg_1', signedAt, BODY);
		expect(verified(signature, headers)).toBe(expected);
		expect(() => library.verify(BODY, { ...headers, 'webhook-signature': signature })).toThrow();
	});
});

describe("OCC and payments, as Cashfree's own library has it", () => {
	it('signs what the library verifies, and nothing else', () => {
		const timestamp = '1769853600000';
		const clientSecret = ['cfsk', 'ma', 'test', '9f2c1d7e'].join('_');
		const signature = signatureOf(Buffer.from(BODY), {
			...{ scheme: 'timestampBody', algorithm: 'sha256', encoding: 'base64' },
			key: Buffer.from(clientSecret),
			timestamp,
		});
		const others = [
			{ body: `${BODY} ` },
			{ timestamp: '1769853600001' },
			{ clientSecret: 'another' },
		].map((change) => ({ signature, body: BODY, timestamp, clientSecret, ...change }));
		const mismatch = expect.stringContaining('did not match');
		const verdicts = askCashfree([{ signature, body: BODY, timestamp, clientSecret }, ...others]);
		expect(verdicts).toEqual(['genuine', mismatch, mismatch, mismatch]);
	});
});
