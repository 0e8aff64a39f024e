import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { Delivery } from '../../nodes/Ecom360/webhook/delivery';
import { verify, type SignatureRules } from '../../nodes/Ecom360/webhook/signature';
import { readSignatures } from '../../nodes/Ecom360/webhook/signature-header';
import { asKey } from '../support/receiving.mts';
import { signatureOf } from '../support/signature.mts';

const bytes = (minLength = 0) =>
	fc.uint8Array({ minLength, maxLength: 200 }).map((array) => Buffer.from(array));

const signing = fc.record({
	body: bytes(),
	key: bytes(1),
	scheme: fc.constantFrom('rawBody', 'timestampBody', 'timestampDotBody'),
	encoding: fc.constantFrom('hex', 'base64'),
	algorithm: fc.constantFrom('sha256', 'sha1', 'sha512'),
	timestamp: fc.stringMatching(/^\d{10,13}$/),
} as const);

interface Sent {
	body: Buffer;
	key: Buffer;
	timestamp: string;
	header: string;
}

function accepts({ body, key, timestamp, header }: Sent, rules: SignatureRules): boolean {
	const signatures = readSignatures(header, rules);
	if (!signatures.ok) return false;
	const source = new Delivery({ 'x-webhook-timestamp': timestamp }, 0);
	return verify({ body, source, signatures: signatures.value }, [asKey(key)], rules, 0).ok;
}

/** The same bytes with one bit of one byte changed. */
function flipped(buffer: Buffer, at: number, bit: number): Buffer {
	const copy = Buffer.from(buffer);
	const index = at % copy.length;
	copy[index] = (copy[index] ?? 0) ^ (1 << bit);
	return copy;
}

const AUTO = { scheme: 'auto', encoding: 'auto' } as const;
const rulesOf = ({ scheme, encoding, algorithm }: Omit<SignatureRules, 'toleranceMs'>) => ({
	...{ scheme, encoding, algorithm },
	toleranceMs: 0,
});
const anyBit = { at: fc.nat(), bit: fc.nat(7) };

describe('a signature', () => {
	it('verifies any bytes signed with the key, in each scheme, encoding and algorithm', () => {
		fc.assert(
			fc.property(signing, (sent) => {
				const header = signatureOf(sent.body, sent);
				expect(accepts({ ...sent, header }, rulesOf(sent))).toBe(true);
				const isGuessed = sent.scheme !== 'timestampDotBody';
				expect(accepts({ ...sent, header }, { ...rulesOf(sent), ...AUTO })).toBe(isGuessed);
			}),
			{ numRuns: 500 },
		);
	});

	it('refuses any other body, key, timestamp or signature', () => {
		const changed = fc.record({ sent: signing, ...anyBit, digit: fc.integer({ min: 1, max: 9 }) });
		fc.assert(
			fc.property(changed, ({ sent, at, bit, digit }) => {
				const header = signatureOf(sent.body, sent);
				const rules = rulesOf(sent);
				const { body, key, timestamp, scheme } = sent;
				expect(accepts({ ...sent, header, key: flipped(key, at, bit) }, rules)).toBe(false);
				if (body.length > 0) {
					expect(accepts({ ...sent, header, body: flipped(body, at, bit) }, rules)).toBe(false);
				}
				const digest = Buffer.from(header, sent.encoding);
				const forged = flipped(digest, at, bit).toString(sent.encoding);
				expect(accepts({ ...sent, header: forged }, rules)).toBe(false);
				const index = at % timestamp.length;
				const other = (Number(timestamp[index]) + digit) % 10;
				const later = timestamp.slice(0, index) + other + timestamp.slice(index + 1);
				expect(accepts({ ...sent, header, timestamp: later }, rules)).toBe(scheme === 'rawBody');
			}),
			{ numRuns: 500 },
		);
	});

	it('refuses any digit changed, added or left out, except where the list is longer', () => {
		const digit = fc.constantFrom(...'0aF+/-_=.;!', 'é');
		const changed = fc.record({ sent: signing, at: fc.nat(), digit });
		fc.assert(
			fc.property(changed, ({ sent, at, digit: typed }) => {
				const written = signatureOf(sent.body, sent);
				const index = at % written.length;
				const head = written.slice(0, index);
				const canonical = (text: string) =>
					sent.encoding === 'hex'
						? text.toLowerCase()
						: text
								.replace(/-/g, '+')
								.replace(/_/g, '/')
								.replace(/={1,2}$/, '');
				for (const header of [
					head + typed + written.slice(index + 1),
					head + typed + written.slice(index),
					head + written.slice(index + 1),
				]) {
					const isSame = canonical(header) === canonical(written);
					if (!isSame) expect(accepts({ ...sent, header }, rulesOf(sent))).toBe(false);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('reads any header without throwing, eight signatures at most', () => {
		const rules = { ...AUTO, algorithm: 'sha256', toleranceMs: 0 } as const;
		const piece = fc.constantFrom(
			...['v1=', 'v1,', 'sha256=', ',', ' ', 'ab'.repeat(32), 'A'.repeat(43), '='],
		);
		const header = fc.oneof(
			// As Node gives the bytes of a header.
			bytes().map((sent) => sent.toString('latin1')),
			fc.array(piece).map((all) => all.join('')),
		);
		fc.assert(
			fc.property(header, (value) => {
				const signatures = readSignatures(value, rules);
				const count = signatures.ok ? signatures.value.length : 0;
				expect(count).toBeLessThanOrEqual(8);
				expect(signatures.ok).toBe(count > 0);
			}),
			{ numRuns: 500 },
		);
	});
});
