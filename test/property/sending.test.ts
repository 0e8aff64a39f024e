import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { asKey } from '../support/receiving.mts';
import { Delivery, headerUnder } from '../../nodes/Ecom360/webhook/delivery';
import { eventOf } from '../../nodes/Ecom360/actions/event/item-event';
import { signEvent, type SigningOptions } from '../../nodes/Ecom360/webhook/sign-event';
import { verify, type SignatureRules } from '../../nodes/Ecom360/webhook/signature';
import { SIGNATURE_SCHEMES } from '../../nodes/Ecom360/webhook/signed-content';
import { readSignatures } from '../../nodes/Ecom360/webhook/signature-header';
import { wildText } from './arbitraries.mts';

const URL_CALLED = 'https://n8n.example/webhook/1/webhook';
const NOW = Date.UTC(2026, 0, 31, 10);
const key = Buffer.from('whk_9f2c1d7e');

const body = fc
	.oneof(
		fc.record({ event: wildText, data: fc.record({ store_url: wildText }) }),
		fc.record({ cartId: fc.integer(), storeUrl: wildText }),
	)
	.map((value) => Buffer.from(JSON.stringify(value)));
const wild = fc.oneof(wildText, fc.constantFrom(null, 0, true, [], {}));
const item = fc.record({
	delivery: fc.record(
		{
			id: wild,
			topic: wild,
			version: wild,
			storeUrl: wild,
			attempt: wild,
			signatureScheme: fc.oneof(wild, fc.constantFrom('rawBody', 'timestampBody')),
			signatureEncoding: fc.oneof(wild, fc.constantFrom('hex', 'base64')),
		},
		{ requiredKeys: [] },
	),
});
const options: fc.Arbitrary<SigningOptions> = fc.record({
	scheme: fc.constantFrom('default', ...SIGNATURE_SCHEMES),
	signedContent: fc.constantFrom(
		...[
			'{timestamp}.{body}',
			'{body}|{timestamp}',
			'{url}:{body}',
			'{header:content-type}\\n{body}',
		],
	),
	encoding: fc.constantFrom('default', 'hex', 'base64'),
	algorithm: fc.constantFrom('sha256', 'sha1', 'sha512'),
	header: fc.constantFrom('x-webhook-signature', 'X-Signature'),
});

function signed(bytes: Buffer, json: object, signing: SigningOptions) {
	const event = eventOf(bytes, json as Record<string, unknown>);
	if (!event.ok) throw new Error(event.error);
	const result = signEvent(event.value, key, signing, { now: NOW, url: URL_CALLED });
	if (!result.ok) throw new Error(result.error);
	return result.value;
}

function signsTime(scheme: string, signedContent: string): boolean {
	return scheme === 'custom' ? signedContent.includes('{timestamp}') : scheme !== 'rawBody';
}

describe('an event of any item', () => {
	it('is one that the trigger verifies, told nothing but algorithm and header', () => {
		fc.assert(
			fc.property(body, item, options, (bytes, json, signing) => {
				const { headers, scheme, encoding } = signed(bytes, json, signing);
				const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
				const delivery = new Delivery(Object.fromEntries(named), NOW);
				// The others must be chosen on purpose.
				const isDetected = scheme === 'rawBody' || scheme === 'timestampBody';
				const tried = isDetected ? 'auto' : scheme;
				const { algorithm, signedContent = '' } = signing;
				const rules: SignatureRules = {
					...{ scheme: tried, signedContent, algorithm },
					// A tolerance asks for a signed time.
					...{ encoding: 'auto', toleranceMs: signsTime(scheme, signedContent) ? 60_000 : 0 },
				};
				const signatures = readSignatures(delivery.header(headerUnder(signing, scheme)), rules);
				const source = { header: (name: string) => delivery.header(name), url: () => URL_CALLED };
				if (!signatures.ok) throw new Error(signatures.error);
				const parts = { body: bytes, source, signatures: signatures.value };
				const verified = verify(parts, [asKey(key)], rules, NOW);
				expect(verified).toMatchObject({ ok: true, value: { scheme, encoding } });
			}),
		);
	});

	it('keeps its bytes, and has only headers that HTTP can carry', () => {
		fc.assert(
			fc.property(body, item, options, (bytes, json, signing) => {
				const event = signed(bytes, json, signing);
				expect(event.body.equals(bytes)).toBe(true);
				for (const value of Object.values(event.headers)) {
					expect(value).toMatch(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/);
				}
			}),
		);
	});
});
