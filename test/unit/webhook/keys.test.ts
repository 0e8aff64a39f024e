import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import {
	checkKeys,
	keyBytes,
	usableKeys,
	type WebhookKeys,
} from '../../../nodes/Ecom360/webhook/keys';

const PLAIN = Buffer.from(
	'{"event":"ABANDONED_CHECKOUT","data":{"cart_id":"cart_1","total_price":2000.0}}',
);

// That no field is read more openly than it is written is in test/property/keys.test.ts.
describe('keyBytes', () => {
	const signedByText = '9200aac9ea06d5ad855514e546e12f48f0b4542ac9da2964b39188f7f3b61ea4';
	const signedByHex = '5c070b8b74b41bff25b92d1f529d45594295af6e58adaaf18b9210234026c541';
	const signedByBase64 = 'e4b447eb3a37c34757317c0794f4a91467577a4ee3cdb563996668ea0bd61b45';

	it.each([
		['text, trimmed', ' \twhk_9f2c1d7e\n', 'text', signedByText],
		['hex in capitals', '00FF10A5C3DEADBEEF42', 'hex', signedByHex],
		['base64', '+/8gAP7vq83vASNFZ4k=', 'base64', signedByBase64],
		['base64url without padding', '-_8gAP7vq83vASNFZ4k', 'base64', signedByBase64],
	] as const)('makes the key that openssl uses from %s', (_, text, encoding, expected) => {
		const key = keyBytes(text, encoding) as Buffer;
		expect(createHmac('sha256', key).update(PLAIN).digest('hex')).toBe(expected);
	});

	it.each([
		['blanks', ' \n\t ', 'text'],
		['an odd number of hex digits', 'abc', 'hex'],
		['a sign that is not base64', 'abc$', 'base64'],
		['padding alone', '==', 'base64'],
		['padding that does not fit', 'abcde=', 'base64'],
		['a digit that is left over', 'abcde', 'base64'],
		['zeros in hex', '0'.repeat(128), 'hex'],
		['zeros after whsec_', 'whsec_AAAA', 'base64'],
		['nothing after whsec_', 'whsec_', 'base64'],
		['zero bytes in a text', '\0\0', 'text'],
		['what nobody sees', '\u200B\u2060\uFEFF', 'text'],
		['quotation marks around nothing', '" "', 'text'],
		['what JavaScript writes for nothing', ' null ', 'text'],
		['what JavaScript writes for nothing, too', 'undefined', 'text'],
		['what JavaScript writes for no number', 'NaN', 'text'],
		['what JavaScript writes for an object', '[object Object]', 'text'],
		['an encoding that is an object', 'abcd', { text: true }],
	] as const)('makes no key from %s', (_, text, encoding) => {
		expect(keyBytes(text, encoding)).toBeUndefined();
	});

	it.each([
		...['Hex', ' HEX '].map((encoding) => [encoding, 'new'] as const),
		...[undefined, null, '', ' ', 'Text'].map((encoding) => [encoding, '6e6577'] as const),
	])('reads the encoding in any case, and takes none for text: %j', (encoding, expected) => {
		expect(keyBytes('6e6577', encoding)?.toString()).toBe(expected);
	});
});

describe('usableKeys', () => {
	const isHex = { webhookKeyEncoding: 'hex' };

	it.each<[string, WebhookKeys, string[]]>([
		['the current one', { webhookKey: ' new ' }, ['current new']],
		['both', { webhookKey: 'new', previousWebhookKey: ' old\n' }, ['current new', 'previous old']],
		['the previous one alone', { webhookKey: ' ', previousWebhookKey: 'old' }, ['previous old']],
		[
			'the previous one beside a garbled one',
			{ ...isHex, webhookKey: 'nothex', previousWebhookKey: '6f6c64' },
			['previous old'],
		],
		['a number, read as its digits', { webhookKey: 12345678 }, ['current 12345678']],
		['none', {}, []],
		['none that are no text', { webhookKey: { a: 1 }, previousWebhookKey: true }, []],
		...[Number.NaN, Infinity, 1.5, -1, 1e21].map((webhookKey): [string, WebhookKeys, []] => [
			`none of ${webhookKey}`,
			{ webhookKey },
			[],
		]),
	])('are %s', (_, credential, expected) => {
		const keys = usableKeys(credential).map(({ role, bytes }) => `${role} ${String(bytes)}`);
		expect(keys).toEqual(expected);
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

describe('checkKeys', () => {
	const key = (webhookKey: unknown, webhookKeyEncoding?: string): WebhookKeys => ({
		webhookKey,
		webhookKeyEncoding,
	});

	it.each<[string, WebhookKeys | undefined, RegExp]>([
		['no credential data', undefined, /^Paste the key .*'Webhook Key'/],
		['no key', key(' '), /^Paste the key .*'Webhook Key'/],
		['garbled hex', key('xyz', 'hex'), /'Webhook Key' is not .* hex/],
		['garbled base64', key('$$', 'base64'), /'Webhook Key' is not .* Base64/],
		['zeros', key('0000', 'hex'), /'Webhook Key' .*zeros/],
		['no such encoding', key('abcd', 'utf8'), /'Webhook Key Encoding'.* Text, Hex and Base64/],
		[
			'a garbled previous key',
			{ ...key('abcd', 'hex'), previousWebhookKey: 'xyz' },
			/'Previous Webhook Key'.* hex/,
		],
		...['"whk"', "'whk'", '`whk`', '\u201Cwhk\u201D', 'whk"', ' "whk" '].map(
			(text): [string, WebhookKeys, RegExp] => [text, key(text), /'Webhook Key' .* quotation mark/],
		),
	])('names the field to mend: %s', (_, credential, message) => {
		const check = checkKeys(credential);
		expect(check).toEqual({ status: 'Error', message: expect.stringMatching(message) });
		expect(check.message).not.toContain('whk');
	});

	it.each([
		['a zero-width space', 'whk\u200Babc'],
		['a no-break space', 'whk\u00A0abc'],
		['a byte order mark', 'whk\uFEFFabc'],
		['a line break', 'whk\nabc'],
		['a tab', 'whk\tabc'],
		['an invisible character (U+202A)', '\u202Awhk'],
		['an invisible character (U+2800)', 'whk\u2800'],
	])('names %s that was pasted along', (name, pasted) => {
		for (const [field, credential] of [
			['Webhook Key', key(pasted)],
			['Previous Webhook Key', { ...key('whk'), previousWebhookKey: pasted }],
		] as const) {
			const { status, message } = checkKeys(credential);
			expect(status).toBe('Error');
			expect(message).toContain(`'${field}' holds ${name}`);
			expect(message).not.toContain('whk');
		}
	});

	it.each([['whk'], [' whk\n'], [12345678]])('has nothing against %j', (webhookKey) => {
		const message = expect.stringMatching(/^The key can be read\. Only an event proves/);
		expect(checkKeys({ webhookKey })).toEqual({ status: 'OK', message });
	});
});
