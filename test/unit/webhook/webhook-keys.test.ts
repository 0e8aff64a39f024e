import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { keyBytes, usableKeys, type WebhookKeys } from '../../../nodes/Ecom360/webhook/keys';

const PLAIN = Buffer.from(
	'{"event":"ABANDONED_CHECKOUT","data":{"cart_id":"cart_1","total_price":2000.0}}',
);

describe('keyBytes', () => {
	const signedByText = '9200aac9ea06d5ad855514e546e12f48f0b4542ac9da2964b39188f7f3b61ea4';
	const signedByHex = '5c070b8b74b41bff25b92d1f529d45594295af6e58adaaf18b9210234026c541';
	const signedByBase64 = 'e4b447eb3a37c34757317c0794f4a91467577a4ee3cdb563996668ea0bd61b45';

	it.each([
		['text, trimmed', ' \twhk_9f2c1d7e\n', 'text', signedByText],
		['hex', '00ff10a5c3deadbeef42', 'hex', signedByHex],
		['hex in capitals', '00FF10A5C3DEADBEEF42', 'hex', signedByHex],
		['base64', '+/8gAP7vq83vASNFZ4k=', 'base64', signedByBase64],
		['base64url without padding', '-_8gAP7vq83vASNFZ4k', 'base64', signedByBase64],
	] as const)('makes the key that openssl uses from %s', (_, text, encoding, expected) => {
		expect(
			createHmac('sha256', keyBytes(text, encoding) as Buffer)
				.update(PLAIN)
				.digest('hex'),
		).toBe(expected);
	});

	it.each([
		['nothing', '', 'text'],
		['blanks', ' \n\t ', 'text'],
		['blanks for hex', '  ', 'hex'],
		['an odd number of hex digits', 'abc', 'hex'],
		['letters that are not hex', 'whk_9f2c', 'hex'],
		['a sign that is not base64', 'abc$', 'base64'],
		['padding alone', '==', 'base64'],
		['padding that does not fit', 'abcde=', 'base64'],
		['a digit that is left over', 'abcde', 'base64'],
		['text that is not hex', 'my-secret-key', 'hex'],
		['zeros in hex', '00', 'hex'],
		['many zeros in hex', '0'.repeat(128), 'hex'],
		['zeros in base64', 'AA==', 'base64'],
		['zeros after whsec_', 'whsec_AAAA', 'base64'],
		['nothing after whsec_', 'whsec_', 'base64'],
		['a zero character', '\0', 'text'],
		['an encoding that is none', 'abcd', 'rot13'],
		['an encoding that is no word', 'abcd', 1],
		['an encoding that is an object', 'abcd', { text: true }],
		['zero bytes in a text', '\0\0', 'text'],
		['what nobody sees', '\u200B\u2060\uFEFF', 'text'],
		['quotation marks around nothing', '" "', 'text'],
		['what JavaScript writes for nothing', 'undefined', 'text'],
		['what JavaScript writes for nothing, too', ' null ', 'text'],
		['what JavaScript writes for no number', 'NaN', 'text'],
		['what JavaScript writes for an object', '[object Object]', 'text'],
	] as const)('makes no key from %s', (_, text, encoding) => {
		expect(keyBytes(text, encoding)).toBeUndefined();
	});

	it.each(['Hex', ' HEX ', 'hex'])('reads the encoding in any case: %s', (encoding) => {
		expect(keyBytes('6e6577', encoding)?.toString()).toBe('new');
	});

	it.each([undefined, null, '', ' ', 'Text'])(
		'takes the key as text where it is %j',
		(encoding) => {
			expect(keyBytes('6e6577', encoding)?.toString()).toBe('6e6577');
		},
	);
});

describe('usableKeys', () => {
	it.each([Number.NaN, Infinity, 1.5, -1, 1e21])(
		'are none for the number %s, which is no row of digits',
		(webhookKey) => expect(usableKeys({ webhookKey })).toEqual([]),
	);

	it.each<[string, WebhookKeys, string[]]>([
		['the current one', { webhookKey: ' new ' }, ['current new']],
		[
			'both, the current one first',
			{ webhookKey: 'new', previousWebhookKey: ' old\n' },
			['current new', 'previous old'],
		],
		[
			'the previous one in its role, where the current one is blank',
			{ webhookKey: ' ', previousWebhookKey: 'old' },
			['previous old'],
		],
		[
			'the previous one in its role, where the current one is garbled',
			{ webhookKey: 'nothex', previousWebhookKey: '6f6c64', webhookKeyEncoding: 'hex' },
			['previous old'],
		],
		['a number, read as its digits', { webhookKey: 12345678 }, ['current 12345678']],
		['as hex', { webhookKey: '6e6577', webhookKeyEncoding: 'hex' }, ['current new']],
		['as base64', { webhookKey: 'bmV3', webhookKeyEncoding: 'base64' }, ['current new']],
		['none', {}, []],
		['none that are blank', { webhookKey: ' ', previousWebhookKey: '' }, []],
		['none that are no text', { webhookKey: { a: 1 }, previousWebhookKey: true }, []],
		['none that are garbled', { webhookKey: 'nothex', webhookKeyEncoding: 'hex' }, []],
	])('are %s', (_, credential, expected) => {
		expect(usableKeys(credential).map(({ role, bytes }) => `${role} ${String(bytes)}`)).toEqual(
			expected,
		);
	});

	it.each([
		['text', 'auto', 'whsec_bmV3'],
		['text', 'standardWebhooks', 'new'],
		['hex', 'standardWebhooks', 'new'],
		['base64', 'auto', 'new'],
	] as const)('reads whsec_… by %s encoding under the scheme %s', (encoding, scheme, expected) => {
		const keys = usableKeys({ webhookKey: 'whsec_bmV3', webhookKeyEncoding: encoding }, scheme);
		expect(keys.map(({ bytes }) => String(bytes))).toEqual([expected]);
	});
});
