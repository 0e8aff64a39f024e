import type { Delivery } from '../../scripts/delivery.mts';

/** Ways to tamper with a genuine delivery; `n` varies where and how. None leaves it genuine. */
export const mutations: Record<string, (genuine: Delivery, n: number) => Delivery> = {
	'a byte of the body flipped': ({ body, headers }, n) => {
		const forged = Buffer.from(body);
		const at = n % forged.length;
		forged[at] = (forged[at] ?? 0) ^ (1 << n % 8);
		// Broken JSON is n8n's to refuse unless the type says that it is none.
		return { body: forged, headers: { ...headers, 'content-type': 'text/plain' } };
	},
	'an amount changed': ({ body, headers }, n) => ({
		body: Buffer.from(body.toString().replace('8500', String(n + 1))),
		headers,
	}),
	'a digit of the signature changed': (genuine, n) =>
		withSignature(genuine, (digits) => {
			const at = n % digits.length;
			return digits.slice(0, at) + (digits[at] === '0' ? '1' : '0') + digits.slice(at + 1);
		}),
	'the signature cut short': (genuine, n) =>
		withSignature(genuine, (digits) => digits.slice(0, n % digits.length)),
	'the signature with more after it': (genuine, n) =>
		withSignature(genuine, (digits) => `${digits}${n % 16}`),
	'no signature': (genuine) => withSignature(genuine, () => undefined),
	'a long list of wrong signatures': (genuine, n) =>
		withSignature(genuine, () => Array.from({ length: 100 }, () => digitsOf(n)).join(',')),
	'a timestamp that nobody signed for': ({ body, headers }, n) => ({
		body: body.subarray(1),
		headers: { ...headers, 'content-type': 'text/plain', 'x-webhook-timestamp': String(1e12 + n) },
	}),
	'the body cut short': ({ body, headers }, n) => ({
		body: body.subarray(0, n % body.length),
		headers: { ...headers, 'content-type': 'text/plain' },
	}),
	'a huge header': (genuine, n) => withSignature(genuine, () => 'ab'.repeat(2000 + (n % 1000))),
};

function digitsOf(n: number): string {
	return n.toString(16).padStart(64, '0');
}

function withSignature(
	{ body, headers }: Delivery,
	change: (digits: string) => string | undefined,
): Delivery {
	const { 'x-webhook-signature': digits = '', ...rest } = headers;
	const changed = change(digits);
	return {
		body,
		headers: changed === undefined ? rest : { ...rest, 'x-webhook-signature': changed },
	};
}
