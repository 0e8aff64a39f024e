import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { answer, type Accepted, type Outcome } from '../../nodes/Ecom360/trigger/outcome';
import { checkoutData, plausibleParameters, wildText } from './arbitraries.mts';
import { shapeProblems } from '../support/item-problems.mts';
import { received } from '../support/receiving.mts';
import { templateProblems } from '../support/template-oracle.mts';

const LONGEST_TEXT = 340;
const TEXTS = [
	...(['customerName', 'itemsText', 'totalText'] as const),
	...(['originalTotalText', 'discountText', 'couponCode'] as const),
];
const HEADERS = [
	...['x-webhook-signature', 'x-webhook-timestamp', 'x-webhook-topic', 'x-webhook-version'],
	...['x-webhook-attempt', 'x-request-id', 'x-idempotency-key', 'x-store-url', 'content-type'],
	'__proto__',
];
const headers = fc.dictionary(
	fc.constantFrom(...HEADERS),
	fc.oneof(wildText, fc.stringMatching(/^\d{10,13}$/), fc.constant('ab'.repeat(32))),
);
/** Without the signature and what it may cover, the rest is as a sender likes. */
const unsignedHeaders = headers.map((all) =>
	Object.fromEntries(
		Object.entries(all).filter(([name]) => !/^x-webhook-(?:signature|timestamp)$/.test(name)),
	),
);

/** What an answer must be, whatever was sent. */
function expectAnAnswer(outcome: Outcome): void {
	const { status, body } = answer(outcome);
	expect([200, 400, 401, 422, 500]).toContain(status);
	expect(body['status']).toBe(outcome.kind);
}

function expectProperItems({ items }: Accepted, output: 'checkout' | 'lineItem'): void {
	expect(items.length).toBeGreaterThan(0);
	for (const item of items) {
		expect(shapeProblems(item, output)).toEqual([]);
		for (const name of TEXTS) {
			expect([name, templateProblems(item.whatsapp[name], LONGEST_TEXT)]).toEqual([name, []]);
		}
	}
}

describe('receive', () => {
	it('has an outcome for any bytes and headers, and accepts none that are not signed', async () => {
		const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
		await fc.assert(
			fc.asyncProperty(bytes, headers, async (arriving, sent) => {
				const all = { 'x-webhook-signature': 'x', ...sent };
				const outcome = await received({ arriving, headers: all });
				expectAnAnswer(outcome);
				expect(outcome.kind).toBe('rejected');
			}),
			{ numRuns: 150 },
		);
	});

	it.each([
		['bytes', fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))],
		['JSON values', fc.json({ maxDepth: 4 })],
		['bodies with an event', fc.jsonValue().map((data) => ({ event: 'ABANDONED_CHECKOUT', data }))],
		['flat bodies', fc.dictionary(fc.string(), fc.jsonValue())],
	])(
		'has an outcome for any signed %s',
		async (_, bodies: fc.Arbitrary<Buffer | string | object>) => {
			await fc.assert(
				fc.asyncProperty(bodies, unsignedHeaders, async (body, sent) => {
					const outcome = await received({ body, headers: sent });
					expectAnAnswer(outcome);
					if (outcome.kind === 'accepted') expectProperItems(outcome, 'checkout');
					else expect(outcome.reason).not.toMatch(/^signature/);
				}),
				{ numRuns: 200 },
			);
		},
	);

	it.each(['checkout', 'lineItem'] as const)(
		'gives items of the published shape for anything that is a checkout: one per %s',
		async (output) => {
			const reception = fc.record({
				data: checkoutData,
				isOcc: fc.boolean(),
				headers: unsignedHeaders,
				parameters: plausibleParameters,
			});
			await fc.assert(
				fc.asyncProperty(reception, async ({ data, isOcc, parameters: entered, ...sent }) => {
					const outcome = await received({
						...sent,
						// The plausible settings may hold a tolerance, which asks for a signed time.
						scheme: 'timestampBody',
						vendor: isOcc ? 'occ' : 'ecom360',
						body: isOcc ? data : { event: 'ABANDONED_CHECKOUT', data },
						parameters: { ...entered, output },
					});
					expectAnAnswer(outcome);
					if (outcome.kind === 'accepted') expectProperItems(outcome, output);
					else expect(outcome.kind).toBe('ignored');
				}),
				{ numRuns: 250 },
			);
		},
	);

	it('has an outcome whatever the parameters are', async () => {
		const value = fc.oneof(
			fc.jsonValue({ maxDepth: 2 }),
			fc.constantFrom('constructor', '__proto__'),
		);
		const record = (...keys: string[]) => fc.dictionary(fc.constantFrom(...keys), value);
		const entered = fc.record({
			events: value,
			output: fc.constantFrom('checkout', 'lineItem'),
			filters: record(
				'minimumTotal',
				'maximumTotal',
				'stores',
				'platforms',
				'countries',
				'requirePhone',
			),
			options: fc.oneof(
				record('defaultCountry', 'currency', 'amountUnit', 'locale', 'includeIgnored'),
				record('duplicateWindow', 'skipDuplicates', 'duplicatesBy'),
			),
			signatureOptions: record('signatureScheme', 'signatureHeader', 'timestampTolerance'),
		});
		await fc.assert(
			fc.asyncProperty(entered, async (given) => {
				expectAnAnswer(await received({ parameters: given }));
			}),
			{ numRuns: 150 },
		);
	});
});
