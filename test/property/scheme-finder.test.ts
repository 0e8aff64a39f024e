import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { receive } from '../../nodes/Ecom360/trigger/receive';
import { adviceOn } from '../../nodes/Ecom360/trigger/scheme-advice';
import { readSettings, type Settings } from '../../nodes/Ecom360/trigger/settings';
import { Delivery } from '../../nodes/Ecom360/webhook/delivery';
import { findScheme, MOST_DIGESTS } from '../../nodes/Ecom360/scheme-finder/find';
import { families } from '../../nodes/Ecom360/scheme-finder/forms';
import { changesFor, obstacleTo, type Change } from '../../nodes/Ecom360/scheme-finder/changes';
import { usableKeys, type WebhookKeys } from '../../nodes/Ecom360/webhook/keys';
import { anEcom360Body } from '../support/checkout.mts';

const NOW = Date.UTC(2026, 0, 31, 10);
const URL = 'https://n8n.example/webhook/1/webhook';
const BODY = Buffer.from(JSON.stringify(anEcom360Body()));
const HEADERS = {
	'x-webhook-timestamp': String(NOW),
	'x-request-id': 'request-1',
	'x-webhook-topic': 'abandonedCheckout',
	'x-webhook-version': 'v1',
	'x-store-url': 'my-store.example',
	'x-nonce': 'nonce-1',
	'webhook-id': 'msg_1',
	'webhook-timestamp': String(NOW / 1000),
};
const VALUES: Record<string, string> = {
	'{timestamp}': HEADERS['x-webhook-timestamp'],
	'{id}': HEADERS['x-request-id'],
	'{topic}': HEADERS['x-webhook-topic'],
	'{version}': HEADERS['x-webhook-version'],
	'{storeUrl}': HEADERS['x-store-url'],
	'{url}': URL,
	...Object.fromEntries(
		Object.entries(HEADERS).map(([name, value]) => [`{header:${name}}`, value]),
	),
	[String.raw`\n`]: '\n',
};

/** Every content that the finder can name as one to set. */
const CONTENTS = families(['{header:x-nonce}'])
	.filter(({ constructions, bodies }) => `${constructions} ${bodies}` === 'hmac exact')
	.flatMap(({ contents }) => contents);

/** The key's text in the credential, how it was entered, and the bytes that the sender signs with. */
const KEYS = {
	text: { text: 'whk_9f2c1d7e!', bytes: Buffer.from('whk_9f2c1d7e!') },
	hex: { text: '00ff10a5c3deadbeef42', bytes: Buffer.from('00ff10a5c3deadbeef42', 'hex') },
	base64: { text: '+/8gAP7vq83vASNFZ4k=', bytes: Buffer.from('+/8gAP7vq83vASNFZ4k=', 'base64') },
	prefixed: { text: 'whsec_+/8gAP7vq83vASNF', bytes: Buffer.from('+/8gAP7vq83vASNF', 'base64') },
};

const way = fc.record({
	content: fc.constantFrom(...CONTENTS),
	algorithm: fc.constantFrom('sha256', 'sha1', 'sha512'),
	encoding: fc.constantFrom('hex', 'base64', 'base64url'),
	header: fc.constantFrom('x-webhook-signature', 'x-signature', 'webhook-signature'),
	key: fc.constantFrom(...Object.values(KEYS)),
	isPrevious: fc.boolean(),
	prefix: fc.constantFrom('', 'sha256=', 'v1,'),
} as const);
type Way = typeof way extends fc.Arbitrary<infer Value> ? Value : never;

/** What a sender does, written out here without the node's own code. */
function signedBytes(content: string): Buffer {
	const filled = Object.entries(VALUES).reduce(
		(text, [placeholder, value]) => text.replaceAll(placeholder, value),
		content,
	);
	const [before = '', after = ''] = filled.split('{body}');
	return Buffer.concat([Buffer.from(before), BODY, Buffer.from(after)]);
}

function headersOf(sent: Way): Record<string, string> {
	const { content, algorithm, encoding, header, key, prefix } = sent;
	const digest = createHmac(algorithm, key.bytes).update(signedBytes(content)).digest(encoding);
	return { ...HEADERS, [header]: prefix + digest };
}

async function outcomeOf(
	headers: Record<string, string>,
	settings: Settings,
	credential: WebhookKeys,
	body = BODY,
): Promise<string> {
	const outcome = await receive(new Delivery(headers, NOW, settings.signature), settings, {
		readKeys: async () => usableKeys(credential, settings.signature.scheme),
		readBody: async () => body,
		readUrl: () => URL,
	});
	return outcome.kind === 'accepted' ? 'accepted' : outcome.reason;
}

/** The options and the credential with the changes made that were named. */
function changed(changes: readonly Change[], credential: WebhookKeys) {
	const values = Object.fromEntries(changes.map(({ option, value }) => [option, value]));
	const { webhookKeyEncoding = credential.webhookKeyEncoding, ...signatureOptions } = values;
	const keys = { ...credential, webhookKeyEncoding };
	return { settings: readSettings({ signatureOptions }), keys };
}

function find(headers: Record<string, string>, credential: WebhookKeys, body = BODY) {
	const signatureHeader = 'x-webhook-signature';
	return findScheme({ headers, body, url: URL, credential, signatureHeader });
}

describe('the scheme finder', () => {
	it('names what is then accepted, for every way to sign that it can name', async () => {
		await fc.assert(
			fc.asyncProperty(way, async (sent) => {
				const { key, isPrevious } = sent;
				const credential: WebhookKeys = isPrevious
					? { webhookKey: 'whk_of_today!', previousWebhookKey: key.text }
					: { webhookKey: key.text };
				const headers = headersOf(sent);
				const settings = readSettings({});
				const refusal = await outcomeOf(headers, settings, credential);
				if (refusal === 'accepted') return;
				expect(refusal).toMatch(/^signature_/);

				const found = find(headers, credential);
				if (found.kind !== 'found') throw new Error(`${found.kind}: ${JSON.stringify(sent)}`);
				expect(obstacleTo(found)).toBeUndefined();
				const changes = changesFor(found, settings.signature, credential);
				expect(changes).not.toEqual([]);

				const after = changed(changes, credential);
				expect(await outcomeOf(headers, after.settings, after.keys)).toBe('accepted');
				const tampered = Buffer.from(BODY.toString().replace('cart_1', 'cart_2'));
				expect(await outcomeOf(headers, after.settings, after.keys, tampered)).toBe(
					'signature_mismatch',
				);

				const { next } = adviceOn(found, settings.signature, credential) ?? { next: '' };
				const { header } = sent;
				for (const secret of [key.text, headers[header] ?? '']) expect(next).not.toContain(secret);
			}),
			{ numRuns: 60 },
		);
	});

	it('finds each of its contents', () => {
		const usual = {
			algorithm: 'sha256',
			encoding: 'base64',
			header: 'x-webhook-signature',
		} as const;
		const missed = CONTENTS.filter((content) => {
			const sent = { ...usual, content, key: KEYS.text, isPrevious: false, prefix: '' } as const;
			const found = find(headersOf(sent), { webhookKey: KEYS.text.text });
			// Where two contents give the same bytes, either will do.
			return found.kind !== 'found' || !signedBytes(found.content).equals(signedBytes(content));
		});
		expect(missed).toEqual([]);
		expect(CONTENTS.length).toBeGreaterThan(400);
	});

	it('makes at most 5,000 digests, whatever arrives', () => {
		const digest = fc.constantFrom(
			...[32, 40, 64, 128].map((length) => 'ab'.repeat(length / 2)),
			...[16, 20, 32, 64].map((length) => Buffer.alloc(length, 7).toString('base64')),
		);
		const name = fc.constantFrom('x-webhook-signature', 'x-a', 'x-b', 'x-c', 'x-d-id', 'x-e-time');
		const keys = fc.record({
			webhookKey: fc.constantFrom(' 00ff10a5 ', '"00ff10a5"', 'ef'.repeat(32), '\u200Bkey'),
			previousWebhookKey: fc.constantFrom('', 'cd'.repeat(32), ' ef01 '),
		});
		fc.assert(
			fc.property(fc.dictionary(name, digest), keys, (sent, credential) => {
				const finding = find({ ...HEADERS, 'x-idempotency-key': 'k', ...sent }, credential);
				expect(finding.kind).toMatch(/^(?:nothing|unsearched)$/);
				if (finding.kind === 'nothing') {
					expect(finding.digests).toBeGreaterThan(100);
					expect(finding.digests).toBeLessThanOrEqual(MOST_DIGESTS);
				}
			}),
			{ numRuns: 8 },
		);
	});

	it('never throws, whatever body and headers arrive', () => {
		const body = fc.oneof(
			fc.json().map((text) => Buffer.from(text)),
			fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
			fc.constant(Buffer.from('['.repeat(50_000) + ']'.repeat(50_000))),
			fc.constant(Buffer.from(`${'{"data":'.repeat(9_000)}1${'}'.repeat(9_000)}`)),
		);
		const headers = fc.dictionary(
			fc.constantFrom('x-webhook-signature', 'x-webhook-timestamp', '__proto__', 'x-id'),
			fc.oneof(fc.string(), fc.constant('ab'.repeat(32))),
		);
		fc.assert(
			fc.property(body, headers, (bytes, sent) => {
				expect(find(sent, { webhookKey: 'whk_1' }, bytes).kind).not.toBe('found');
			}),
			{ numRuns: 40 },
		);
	});
});
