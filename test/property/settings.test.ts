import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import type { Parameters } from '../../nodes/Ecom360/trigger/parameters';
import { readSettings } from '../../nodes/Ecom360/trigger/settings';
import { checkKeys, keyBytes, usableKeys } from '../../nodes/Ecom360/webhook/keys';
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

const entry: fc.Arbitrary<unknown> = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	fc.string(),
	fc.constantFrom(undefined, null, NaN, Infinity, -1, 0, 1, 2, 1e308, true, false),
	fc.constantFrom([], {}, [[]], [null], [false], { value: true }, new Date(0), 5n, Symbol('x')),
	fc.constantFrom('true', 'TRUE', 'yes', 'no', 'maybe', '0', '1', '1000 only', '5 minutes', '₹5'),
	fc.constantFrom('Shopper', 'CART', 'timestampbody', 'Auto', 'HEX', 'SHA256', 'in', 'IN, x', ',;'),
	fc.constantFrom('__proto__', 'constructor', 'toString', '', ' ', '\n', 'null', 'undefined'),
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
	it('lists all that there are', () => {
		const { filters } = readSettings({});
		expect(Object.keys(SETTINGS.filters).sort()).toEqual(Object.keys(filters).sort());
	});

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

/** Each encoding as it is written in full; nothing else is a key. */
const WRITTEN = {
	text: /[^]/,
	hex: /^(?:[0-9a-f]{2})+$/i,
	base64: /^[\w+/-]+={0,2}$/,
} as const;
const keyEntry = fc.oneof(
	entry,
	fc.constantFrom('00', 'AA==', 'whsec_', 'whsec_AA==', '\0', '""', '[object Object]', 'NaN'),
	fc.constantFrom('my-secret-key', 'abc', 'ab cd', 'YWJj ZGVm', 'YW-_', 'YWI=', 'YWJ=', 123, 1.5),
);
const encodingEntry = fc.oneof(entry, fc.constantFrom('Hex', 'BASE64', ' text ', 'utf8', 'auto'));
/** What anyone could sign with. */
const KNOWN_TO_ALL = ['', 'undefined', 'null', 'NaN', '[object Object]'];

describe('whatever an expression makes of a credential field, no key is easier to guess', () => {
	it.each(['webhookKey', 'previousWebhookKey'] as const)('%s', (field) => {
		const schemes = fc.constantFrom(undefined, 'auto', 'rawBody', 'standardWebhooks', 'custom');
		fc.assert(
			fc.property(keyEntry, encodingEntry, schemes, (key, webhookKeyEncoding, scheme) => {
				const credential = { [field]: key, webhookKeyEncoding };
				const [usable, ...others] = usableKeys(credential, scheme);
				expect(others).toEqual([]);
				// The action signs with the same bytes, and the credential's test has no other opinion.
				expect(usable?.bytes).toEqual(keyBytes(key, webhookKeyEncoding, scheme));
				if (usable === undefined) return;
				const text = String(key).trim();
				const word = isBlank(webhookKeyEncoding) ? 'text' : String(webhookKeyEncoding).trim();
				const encoding = word.toLowerCase() as keyof typeof WRITTEN;
				expect(Object.keys(WRITTEN)).toContain(encoding);
				const isPrefixed =
					text.startsWith('whsec_') && (scheme === 'standardWebhooks' || encoding === 'base64');
				const [written, reading] = isPrefixed
					? ([text.slice('whsec_'.length), 'base64'] as const)
					: ([text, encoding] as const);
				expect(written).toMatch(WRITTEN[reading]);
				const bytes = Buffer.from(written, reading === 'text' ? 'utf8' : reading);
				expect(usable.bytes).toEqual(bytes);
				expect(bytes.some((byte) => byte !== 0)).toBe(true);
				expect(KNOWN_TO_ALL).not.toContain(text);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('the test of the credential passes no key that verifies nothing', () => {
		fc.assert(
			fc.property(keyEntry, encodingEntry, (webhookKey, webhookKeyEncoding) => {
				const credential = { webhookKey, webhookKeyEncoding };
				const isUsable = usableKeys(credential).length > 0;
				if (!isUsable) expect(checkKeys(credential).status).toBe('Error');
			}),
			{ numRuns: 1_000 },
		);
	});
});
