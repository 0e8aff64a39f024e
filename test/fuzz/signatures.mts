import fc from 'fast-check';

import type { SignatureSettings } from './settings.mts';
import { allowedContents, hmac, signedBytes, writings, type Headers } from './signing.mts';
import { nth, sometimes, weighted } from './words.mts';

/** Never within half a minute of a tolerance in use: no verdict may hang on how long a case takes. */
const OFFSETS = [0, 0, 2.5, -2.5, 30, -30, 5.5, -5.5, 100, -100, 1e6].map(
	(minutes) => minutes * 60_000,
);
const NO_TIMES = ['', 'now', '1', '1'.repeat(14), '-1769853600', '1769853600.5', '१२३४५६७८९०'];

/** Makes a timestamp header from the time: now, minutes off, or nothing of the kind. */
export const aTimestamp = weighted<(now: number) => string | undefined>(
	[2, fc.constant(() => undefined)],
	[1, fc.constantFrom(...NO_TIMES).map((text) => () => text)],
	[4, fc.constantFrom(...OFFSETS).map((offset) => (now) => `${now + offset}`)],
	[1, fc.constantFrom(...OFFSETS).map((offset) => (now) => `${Math.floor((now + offset) / 1000)}`)],
);

/** What becomes of a written signature, some of it for nothing. */
const DISGUISES: Array<(text: string) => string | undefined> = [
	() => undefined,
	...['', ' ', ',', 'v1', 'v1=', 'sha256=', 'null', 'é'.repeat(32)].map((other) => () => other),
	...['sha256=', 'v1,', 'v1=', ' \t', `${'0'.repeat(64)}, `, 'sha256=v1='].map(
		(start) => (text: string) => start + text,
	),
	...[6, 7, 8, 20, 500].map((times) => (text: string) => 'AAAA,'.repeat(times) + text),
	...['0', '=', ' ', '\0', 'zz', '%00', ';'].map((end) => (text: string) => text + end),
	...[1, 2, 8].map((missing) => (text: string) => text.slice(0, -missing)),
	(text) => text.toUpperCase(),
	(text) => text.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
];

/** Writes a signature header: genuine in one of its spellings, or not genuine in one of many ways. */
export const aSignature = fc
	.record({
		numbers: fc.tuple(fc.nat(), fc.nat(), fc.nat()),
		stranger: sometimes(10, fc.uint8Array({ minLength: 16, maxLength: 16 })),
		content: sometimes(24, fc.constantFrom('{body}', '{timestamp}.{body}', '{id}:{body}')),
		algorithm: sometimes(24, fc.constantFrom('sha256', 'sha1', 'sha512')),
		encoding: sometimes(20, fc.constant('auto' as const)),
		disguise: sometimes(5, fc.constantFrom(...DISGUISES)),
	})
	.map(
		({ numbers, stranger, content, algorithm, encoding, disguise = (text) => text }) =>
			(body: Buffer, headers: Headers, keys: readonly Buffer[], rules: SignatureSettings) => {
				const key = stranger ? Buffer.from(stranger) : nth(keys, numbers[0]);
				const signedContent = content ?? nth(allowedContents(rules), numbers[1]) ?? '';
				// A placeholder without a value leaves a sender that signs the body alone.
				const signed = signedBytes(signedContent, headers, body) ?? body;
				const digest = hmac(algorithm ?? rules.algorithm, key ?? Buffer.from('none'), signed);
				return disguise(nth(writings(digest, encoding ?? rules.encoding), numbers[2]) ?? '');
			},
	);
