import type { SignedDelivery } from '../../scripts/delivery.mts';

/** Tampers with a genuine delivery and never leaves it genuine; `n` varies where and how. */
export type Forgery = (genuine: SignedDelivery, n: number) => SignedDelivery;

/**
 * What somebody may try who has seen a genuine delivery of this shape, but has no key. Which
 * signatures are refused is tabled in test/unit/webhook; these differ in what n8n makes of them.
 */
export const forgeries: Record<string, Forgery> = {
	'a bit of the body flipped': ({ body, headers }, n) => {
		const forged = Buffer.from(body);
		const at = (n * 7) % forged.length;
		forged[at] = (forged[at] ?? 0) ^ (1 << n % 8);
		return asText({ body: forged, headers });
	},
	'a blank after the body': ({ body, headers }, n) => ({
		body: Buffer.concat([body, Buffer.alloc((n % 9) + 1, ' ')]),
		headers,
	}),
	'the body cut short': ({ body, headers }, n) =>
		asText({ body: body.subarray(0, (n * 7) % body.length), headers }),
	'a signature beyond the eighth of a list': withSignature(
		(signature) => `${`${'0'.repeat(64)},`.repeat(8)}${signature}`,
	),
	'a long signature': withSignature((_, n) => 'ab'.repeat(2000 + (n % 1000))),
	'a header too long for n8n': withSignature((_, n) => 'ab'.repeat(10_000 + n)),
	'digits moved from the timestamp to the body': ({ body, headers }, n) => {
		const timestamp = headers['x-webhook-timestamp'] ?? `${1.7e12 + n}`;
		const at = 1 + (n % 12);
		return asText({
			body: Buffer.concat([Buffer.from(timestamp.slice(at)), body]),
			headers: { ...headers, 'x-webhook-timestamp': timestamp.slice(0, at) },
		});
	},
	'the signature in another header': ({ body, headers }) => {
		const { 'x-webhook-signature': signature = '', ...others } = headers;
		return { body, headers: { ...others, 'x-signature': signature } };
	},
};

// Broken JSON is n8n's to refuse, unless the type says that it is not JSON.
function asText({ body, headers }: SignedDelivery): SignedDelivery {
	return { body, headers: { ...headers, 'content-type': 'text/plain' } };
}

function withSignature(change: (signature: string, n: number) => string): Forgery {
	return ({ body, headers }, n) => {
		const signature = change(headers['x-webhook-signature'] ?? '', n);
		return { body, headers: { ...headers, 'x-webhook-signature': signature } };
	};
}
