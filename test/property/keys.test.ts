import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { checkKeys, keyBytes, usableKeys } from '../../nodes/Ecom360/webhook/keys';
import { entry, isBlank } from './arbitraries.mts';

/** Each encoding as it is written in full; nothing else is a key. */
const WRITTEN = {
	text: /[^]/,
	hex: /^(?:[0-9a-f]{2})+$/i,
	base64: /^[\w+/-]+={0,2}$/,
} as const;
const keyEntry = fc.oneof(
	entry,
	fc.constantFrom('00', 'AA==', 'whsec_', 'whsec_AA==', '\0', '""', '[object Object]', 'NaN'),
	fc.constantFrom('my-secret-key', 'abc', 'ab cd', 'YWJj ZGVm', 'YW-_', 'YWI=', 'YWJ=', 123, 1.5),
);
const encodingEntry = fc.oneof(entry, fc.constantFrom('Hex', 'BASE64', ' text ', 'utf8', 'auto'));
/** What anyone could sign with. */
const KNOWN_TO_ALL = ['', 'undefined', 'null', 'NaN', '[object Object]'];

describe('whatever an expression makes of a credential field, no key is easier to guess', () => {
	it.each(['webhookKey', 'previousWebhookKey'] as const)('%s', (field) => {
		const schemes = fc.constantFrom(undefined, 'auto', 'rawBody', 'standardWebhooks', 'custom');
		fc.assert(
			fc.property(keyEntry, encodingEntry, schemes, (key, webhookKeyEncoding, scheme) => {
				const credential = { [field]: key, webhookKeyEncoding };
				const [usable, ...others] = usableKeys(credential, scheme);
				expect(others).toEqual([]);
				// The action signs with the same bytes, and the credential's test has no other opinion.
				expect(usable?.bytes).toEqual(keyBytes(key, webhookKeyEncoding, scheme));
				if (usable === undefined) return;
				const text = String(key).trim();
				const word = isBlank(webhookKeyEncoding) ? 'text' : String(webhookKeyEncoding).trim();
				const encoding = word.toLowerCase() as keyof typeof WRITTEN;
				expect(Object.keys(WRITTEN)).toContain(encoding);
				const isPrefixed =
					text.startsWith('whsec_') && (scheme === 'standardWebhooks' || encoding === 'base64');
				const [written, reading] = isPrefixed
					? ([text.slice('whsec_'.length), 'base64'] as const)
					: ([text, encoding] as const);
				expect(written).toMatch(WRITTEN[reading]);
				const bytes = Buffer.from(written, reading === 'text' ? 'utf8' : reading);
				expect(usable.bytes).toEqual(bytes);
				expect(bytes.some((byte) => byte !== 0)).toBe(true);
				expect(KNOWN_TO_ALL).not.toContain(text);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('the test of the credential passes no key that verifies nothing', () => {
		fc.assert(
			fc.property(keyEntry, encodingEntry, (webhookKey, webhookKeyEncoding) => {
				const credential = { webhookKey, webhookKeyEncoding };
				const isUsable = usableKeys(credential).length > 0;
				if (!isUsable) expect(checkKeys(credential).status).toBe('Error');
			}),
			{ numRuns: 1_000 },
		);
	});
});
