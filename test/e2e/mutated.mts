import { randomBytes } from 'node:crypto';

import type { SignedDelivery } from '../../scripts/delivery.mts';

/** Tampers with a genuine delivery and never leaves it genuine; `n` varies where and how. */
export type Mutation = (genuine: SignedDelivery, n: number) => SignedDelivery;

/** What somebody may try who has seen a genuine delivery of this shape, but has no key. */
export const mutations: Record<string, Mutation> = {
	'a bit of the body flipped': ({ body, headers }, n) => {
		const forged = Buffer.from(body);
		const at = (n * 7) % forged.length;
		forged[at] = (forged[at] ?? 0) ^ (1 << n % 8);
		return asText({ body: forged, headers });
	},
	'a digit in the body changed': ({ body, headers }, n) => {
		const text = body.toString();
		const digits = [...text.matchAll(/\d/g)];
		const at = digits[n % digits.length]?.index ?? 0;
		const other = (Number(text[at]) + 1) % 10 || 1;
		return { body: Buffer.from(text.slice(0, at) + other + text.slice(at + 1)), headers };
	},
	'a blank after the body': ({ body, headers }, n) => ({
		body: Buffer.concat([body, Buffer.alloc((n % 9) + 1, ' ')]),
		headers,
	}),
	'the body cut short': ({ body, headers }, n) =>
		asText({ body: body.subarray(0, (n * 7) % body.length), headers }),
	'a digit of the signature changed': (genuine, n) =>
		withSignature(genuine, (signature) => {
			const at = n % 40;
			return signature.slice(0, at) + (signature[at] === '0' ? '1' : '0') + signature.slice(at + 1);
		}),
	'the signature cut short': (genuine, n) =>
		withSignature(genuine, (signature) => signature.slice(0, n % 40)),
	'the signature with more after it': (genuine, n) =>
		withSignature(genuine, (signature) => `${signature}${n % 10}`),
	'no signature': (genuine) => withSignature(genuine, () => undefined),
	'a random signature': (genuine) => withSignature(genuine, () => randomBytes(32).toString('hex')),
	'a long list of wrong signatures': (genuine) =>
		withSignature(genuine, () =>
			Array.from({ length: 100 }, () => randomBytes(32).toString('hex')).join(','),
		),
	'a signature beyond the eighth of a list': (genuine) =>
		withSignature(genuine, (signature) => `${`${'0'.repeat(64)},`.repeat(8)}${signature}`),
	'a long signature': (genuine, n) => withSignature(genuine, () => 'ab'.repeat(2000 + (n % 1000))),
	'a header too long for n8n': (genuine, n) =>
		withSignature(genuine, () => 'ab'.repeat(10_000 + n)),
	'another timestamp': ({ body, headers }, n) =>
		// An Ecom360 body is signed without a timestamp: there, the body loses what the timestamp gains.
		'x-webhook-timestamp' in headers
			? { body, headers: { ...headers, 'x-webhook-timestamp': String(1.7e12 + n) } }
			: asText({ body: body.subarray(1), headers: { ...headers, 'x-webhook-timestamp': `{${n}` } }),
	'digits moved from the timestamp to the body': ({ body, headers }, n) => {
		const timestamp = headers['x-webhook-timestamp'] ?? `${1.7e12 + n}`;
		const at = 1 + (n % 12);
		return asText({
			body: Buffer.concat([Buffer.from(timestamp.slice(at)), body]),
			headers: { ...headers, 'x-webhook-timestamp': timestamp.slice(0, at) },
		});
	},
	'the signature in another header': (genuine) => {
		const { 'x-webhook-signature': signature = '', ...headers } = genuine.headers;
		return { ...genuine, headers: { ...headers, 'x-signature': signature } };
	},
};

// Broken JSON is n8n's to refuse, unless the type says that it is not JSON.
function asText({ body, headers }: SignedDelivery): SignedDelivery {
	return { body, headers: { ...headers, 'content-type': 'text/plain' } };
}

function withSignature(
	{ body, headers }: SignedDelivery,
	change: (signature: string) => string | undefined,
): SignedDelivery {
	const { 'x-webhook-signature': signature = '', ...rest } = headers;
	const changed = change(signature);
	return {
		body,
		headers: changed === undefined ? rest : { ...rest, 'x-webhook-signature': changed },
	};
}
