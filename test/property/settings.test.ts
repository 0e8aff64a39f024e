import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import type { Parameters } from '../../nodes/Ecom360/trigger/parameters';
import { readSettings } from '../../nodes/Ecom360/trigger/settings';
import { received, type Reception } from '../support/receiving.mts';

type Collection = 'filters' | 'options' | 'signatureOptions';

/** A setting, with what the panel itself can enter: whatever is read has to be read as one of these. */
interface Listed {
	collection: Collection;
	name: string;
	/** Examples of what is in the panel; for free entries those that the words below may stand for. */
	panel: readonly unknown[];
	/** What has to hold where the setting cannot be read. */
	closed: 'passes nothing' | 'verifies nothing' | Record<string, unknown>;
}

const switchOf = (name: string, strict: boolean, field = name): Listed => ({
	collection: 'options',
	name,
	panel: [true, false],
	closed: { [field]: strict },
});

/** Every setting that decides what is let in, what is remembered, and what starts a workflow. */
const SETTINGS: Listed[] = [
	...['requirePhone', 'requireConsent'].map(
		(name): Listed => ({
			...{ collection: 'filters', name, panel: [true, false], closed: 'passes nothing' },
		}),
	),
	...['minimumTotal', 'maximumTotal'].map(
		(name): Listed => ({
			...{ collection: 'filters', name, panel: [], closed: 'passes nothing' },
		}),
	),
	...['countries', 'stores', 'platforms'].map(
		(name): Listed => ({
			...{ collection: 'filters', name, panel: [], closed: 'passes nothing' },
		}),
	),
	switchOf('skipDuplicates', true),
	switchOf('includeIgnored', false),
	switchOf('reportRefused', false),
	switchOf('includePayload', false),
	switchOf('includeRawBody', false),
	{
		...{ collection: 'options', name: 'duplicatesBy', panel: ['event', 'cart', 'shopper'] },
		closed: { duplicatesBy: ['event', 'cart', 'shopper'] },
	},
	...['signatureScheme', 'signatureEncoding', 'signatureAlgorithm'].map(
		(name): Listed => ({
			...{ collection: 'signatureOptions', name, panel: [], closed: 'verifies nothing' },
		}),
	),
	...['signatureHeader', 'timestampTolerance'].map(
		(name): Listed => ({
			...{ collection: 'signatureOptions', name, panel: [], closed: 'verifies nothing' },
		}),
	),
];

const entry: fc.Arbitrary<unknown> = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	fc.string(),
	fc.constantFrom(NaN, Infinity, -1, 0, 1, 2, true, false, [], {}, [[]], [null], { value: true }),
	fc.constantFrom('true', 'TRUE', 'yes', 'no', 'maybe', '0', '1', '1000 only', '5 minutes', 'null'),
	fc.constantFrom('Shopper', 'CART', 'timestampbody', 'Auto', 'HEX', 'SHA256', 'in', 'IN, x', ',;'),
	fc.constantFrom('__proto__', 'constructor', 'toString', ' ', '\n'),
);

/** Events that pass every filter as long as it is open, or is what the panel may hold. */
const GENUINE: Reception[] = [
	{},
	{ vendor: 'occ' },
	{ vendor: 'payments', parameters: { events: ['*'] } },
];

const isBlank = (value: unknown) =>
	value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

describe('whatever an expression makes of a setting, the trigger is never more open', () => {
	it.each(SETTINGS)('$collection $name', async ({ collection, name, panel, closed }) => {
		await fc.assert(
			fc.asyncProperty(entry, async (value) => {
				const parameters: Parameters = { [collection]: { [name]: value } };
				const settings = readSettings(parameters);
				const unread = settings.unread.filter(({ setting }) => setting === name);
				if (unread.length === 0) {
					if (isBlank(value) || panel.length === 0) return;
					const readings = panel.map((choice) =>
						readSettings({ [collection]: { [name]: choice } }),
					);
					expect(readings).toContainEqual(settings);
					return;
				}
				if (typeof closed === 'object') return expect(settings).toMatchObject(closed);
				// Of a list, what can be read counts.
				const isPartlyRead =
					unread.length < [value].flat().length || /,|;|\s/.test(JSON.stringify(value) ?? '');
				for (const sent of GENUINE) {
					const outcome = await received({
						...sent,
						parameters: { ...sent.parameters, ...parameters },
					});
					if (closed === 'verifies nothing') {
						expect(outcome).toEqual({ kind: 'rejected', reason: 'signature_scheme_invalid' });
					} else if (sent.vendor !== 'payments' && !isPartlyRead) {
						expect(outcome).toMatchObject({ kind: 'ignored', reason: 'filter', filter: name });
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	it.each(['filters', 'signatureOptions'] as const)(
		'%s that are no collection',
		async (collection) => {
			const other = entry.filter(
				(value) => !isBlank(value) && (typeof value !== 'object' || Array.isArray(value)),
			);
			await fc.assert(
				fc.asyncProperty(other, async (value) => {
					const outcome = await received({ parameters: { [collection]: value } });
					expect(outcome.kind).not.toBe('accepted');
				}),
				{ numRuns: 50 },
			);
		},
	);
});
