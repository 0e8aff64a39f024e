import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { properties } from '../../nodes/Ecom360/trigger/panel/properties';
import type { Parameters } from '../../nodes/Ecom360/trigger/parameters';
import { readSettings } from '../../nodes/Ecom360/trigger/settings';
import { entry, isBlank } from './arbitraries.mts';
import { READ_AS_SET } from '../support/default-settings.mts';
import { received, type Reception } from '../support/receiving.mts';

/** What holds where a setting cannot be read, and what it may be read as where it can. */
interface Reading {
	closed: 'passes nothing' | 'verifies nothing' | Record<string, unknown>;
	/** All that the panel offers; absent for free entries, which cannot be told from each other. */
	panel?: readonly unknown[];
	/** What a blank one is, once it was added to its collection. Default: the same as none. */
	blank?: 'closed' | true;
}

const SWITCH = [true, false];
const requirement: Reading = { closed: 'passes nothing', panel: SWITCH, blank: true };
const bound: Reading = { closed: 'passes nothing' };
const signing: Reading = { closed: 'verifies nothing', blank: 'closed' };
const kept = (name: string, strict: unknown): Reading => ({
	closed: { [name]: strict },
	panel: SWITCH,
});
/** Opens nothing: what cannot be read is as if it had not been set. */
const harmless: Reading = { closed: READ_AS_SET };

/** Every setting of the trigger, with what an expression can make of it. */
const SETTINGS = {
	filters: {
		minimumTotal: bound,
		maximumTotal: bound,
		stores: bound,
		platforms: bound,
		countries: bound,
		requirePhone: requirement,
		requireConsent: requirement,
	},
	options: {
		defaultCountry: harmless,
		currency: harmless,
		amountUnit: { ...harmless, panel: ['major', 'minor'] },
		locale: harmless,
		skipDuplicates: kept('skipDuplicates', true),
		duplicateWindow: { closed: { windowMs: 24 * 3_600_000 } },
		duplicatesBy: {
			closed: { duplicatesBy: ['event', 'cart', 'shopper'] },
			panel: ['event', 'cart', 'shopper'],
		},
		includeIgnored: kept('includeIgnored', false),
		reportRefused: kept('reportRefused', false),
		fallbackTexts: harmless,
		linkParameters: harmless,
		includePayload: kept('includePayload', false),
		includeRawBody: kept('includeRawBody', false),
	},
	signatureOptions: {
		signatureScheme: signing,
		signedContent: { closed: 'verifies nothing' },
		signatureEncoding: signing,
		signatureAlgorithm: signing,
		signatureHeader: { closed: 'verifies nothing' },
		timestampTolerance: signing,
	},
} satisfies Record<string, Record<string, Reading>>;
const LISTED = Object.entries(SETTINGS).flatMap(([collection, settings]) =>
	Object.entries<Reading>(settings).map(([name, reading]) => ({ collection, name, ...reading })),
);

/** Events that pass every filter as long as it is open, or is what the panel may hold. */
const GENUINE: Reception[] = [
	{},
	{ vendor: 'occ' },
	{ vendor: 'payments', parameters: { events: ['*'] } },
];

describe('whatever an expression makes of a setting, the trigger is never more open', () => {
	it.each(Object.keys(SETTINGS) as Array<keyof typeof SETTINGS>)(
		'lists all of %s',
		(collection) => {
			const shown = properties.find(({ name }) => name === collection)?.options ?? [];
			const names = shown.map(({ name }) => name).sort();
			expect(names).toEqual(Object.keys(SETTINGS[collection]).sort());
		},
	);

	it.each(LISTED)('$collection $name', async ({ collection, name, panel, blank, closed }) => {
		await fc.assert(
			fc.asyncProperty(entry, async (value) => {
				const parameters: Parameters = { [collection]: { [name]: value } };
				const settings = readSettings(parameters);
				const unread = settings.unread.filter(({ setting }) => setting === name);
				if (unread.length === 0) {
					if (isBlank(value)) {
						const same = blank === true ? { [collection]: { [name]: true } } : {};
						expect(blank).not.toBe('closed');
						expect(settings).toEqual(readSettings(same));
					} else if (panel) {
						const readings = panel.map((choice) =>
							readSettings({ [collection]: { [name]: choice } }),
						);
						expect(readings).toContainEqual(settings);
					}
					return;
				}
				if (typeof closed === 'object') return expect(settings).toMatchObject(closed);
				if (name === 'signedContent') return expect(settings.isSignatureUnread).toBe(true);
				// Of a list, what can be read counts.
				const isPartlyRead =
					unread.length < [value].flat().length || /,|;|\s/.test(fc.stringify(value));
				for (const sent of GENUINE) {
					const entered = { ...sent.parameters, ...parameters };
					const outcome = await received({ ...sent, parameters: entered });
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

	it('events', async () => {
		const named = /^(?:abandonedCheckout|\*)$/i;
		await fc.assert(
			fc.asyncProperty(entry, async (events) => {
				const texts = [events].flat().filter((name) => typeof name === 'string');
				const names = texts.flatMap((text) => text.split(/[,;\r\n]/));
				const isNamed = names.some((name) => named.test(name.trim()));
				// Left blank, the panel's own choice.
				if (events === null || events === undefined || isNamed) return;
				expect(await received({ parameters: { events } })).toMatchObject({ reason: 'topic' });
			}),
		);
	});

	it('output', () => {
		fc.assert(
			fc.property(entry, (output) => {
				expect(['checkout', 'lineItem']).toContain(readSettings({ output }).presenting.output);
			}),
		);
	});
});
