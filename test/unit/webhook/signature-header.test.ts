import { describe, expect, it } from '@jest/globals';

import type { SignatureRules } from '../../../nodes/Ecom360/webhook/signature';
import { readSignatures } from '../../../nodes/Ecom360/webhook/signature-header';

// One digest in each notation; the bytes make every sign of base64 that base64url writes otherwise.
const HEX = 'fbfffe3e3f0a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324';
const BASE64 = '+//+Pj8KCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQ=';
const BASE64URL = '-__-Pj8KCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQ';
const SHA1_HEX = '613a88efa5705a5ae84a6de1d00bbddcf30971cc';
const OTHER_HEX = '00'.repeat(32);

function read(header: string | undefined, rules: Partial<SignatureRules> = {}) {
	const signatures = readSignatures(header, {
		scheme: 'auto',
		encoding: 'auto',
		algorithm: 'sha256',
		toleranceMs: 0,
		...rules,
	});
	if (!signatures.ok) return signatures.error;
	return signatures.value.map(({ digest, encoding }) => `${encoding} ${digest.toString('hex')}`);
}

describe('readSignatures', () => {
	it.each([
		['hex', HEX, 'hex'],
		['hex in capitals', HEX.toUpperCase(), 'hex'],
		['base64', BASE64, 'base64'],
		['base64 without padding', BASE64.replace('=', ''), 'base64'],
		['base64url', `${BASE64URL}=`, 'base64'],
		['base64url without padding', BASE64URL, 'base64'],
		['blanks around', ` \t${HEX}  `, 'hex'],
		['sha256=', `sha256=${HEX}`, 'hex'],
		['sha256= before base64', `sha256=${BASE64}`, 'base64'],
		['v1=', `v1=${HEX}`, 'hex'],
		['v1,', `v1,${BASE64}`, 'base64'],
	])('reads one signature: %s', (_, header, encoding) => {
		expect(read(header)).toEqual([`${encoding} ${HEX}`]);
	});

	it.each([
		['commas', `${OTHER_HEX},${BASE64}`],
		['commas and blanks', `${OTHER_HEX}, ${BASE64}`],
		['blanks', `${OTHER_HEX} ${BASE64}`],
		['prefixes of their own', `v1=${OTHER_HEX},v1=${BASE64}`],
		['Svix prefixes', `v1,${OTHER_HEX} v1,${BASE64}`],
		['something unreadable between', `${OTHER_HEX},nonsense,${BASE64}`],
	])('reads a list separated by %s', (_, header) => {
		expect(read(header)).toEqual([`hex ${OTHER_HEX}`, `base64 ${HEX}`]);
	});

	it.each([
		['plain', ''],
		['with v1=', 'v1='],
		['with v1,', 'v1,'],
	])('looks at eight signatures at most: %s', (_, prefix) => {
		const others = (count: number) => Array<string>(count).fill(prefix + OTHER_HEX);
		expect(read([...others(7), prefix + HEX].join(' '))).toContain(`hex ${HEX}`);
		expect(read([...others(8), prefix + HEX].join(' '))).not.toContain(`hex ${HEX}`);
	});

	it.each([
		['nothing', undefined],
		['an empty header', ''],
		['blanks', ' \t '],
	])('calls %s missing', (_, header) => {
		expect(read(header)).toBe('signature_missing');
	});

	// That no digit may be changed, added or left out is in test/property/signature.test.ts.
	it.each<[string, string, Partial<SignatureRules>?]>([
		['a word', 'nonsense'],
		['a prefix alone', 'sha256='],
		['v1 alone', 'v1'],
		['commas alone', ',,,'],
		['a byte too many', `${HEX}00`],
		['0x before hex', `0x${HEX}`],
		['a letter that is no hex digit', `g${HEX.slice(1)}`],
		['junk after base64', `${BASE64}!`],
		['base64 after its padding', `${BASE64}AA`],
		['base64 with two paddings', `${BASE64}=`],
		['base64 with spare bits set', BASE64.replace('Q=', 'R=')],
		['31 bytes of base64', Buffer.alloc(31).toString('base64')],
		['33 bytes of base64', Buffer.alloc(33).toString('base64')],
		['an unknown prefix', `v0=${HEX}`],
		['SHA-1, which was not chosen', SHA1_HEX],
		['SHA-512, which was not chosen', '00'.repeat(64)],
		['hex where base64 is chosen', HEX, { encoding: 'base64' }],
		['base64 where hex is chosen', BASE64, { encoding: 'hex' }],
		['SHA-256 where SHA-1 is chosen', HEX, { algorithm: 'sha1' }],
		['SHA-256 where SHA-512 is chosen', HEX, { algorithm: 'sha512' }],
	])('calls %s malformed', (_, header, rules = {}) => {
		expect(read(header, rules)).toBe('signature_malformed');
	});

	it.each<[string, string, Partial<SignatureRules>, string]>([
		['hex', HEX, { encoding: 'hex' }, `hex ${HEX}`],
		['base64', BASE64, { encoding: 'base64' }, `base64 ${HEX}`],
		['SHA-1', SHA1_HEX, { algorithm: 'sha1' }, `hex ${SHA1_HEX}`],
	])('accepts %s where it is chosen', (_, header, rules, expected) => {
		expect(read(header, rules)).toEqual([expected]);
	});
});
