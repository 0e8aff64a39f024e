import { describe, expect, it } from 'vitest';

import { readSettings, type Parameters } from '../../nodes/Ecom360/settings';

const HOUR = 3_600_000;

const DEFAULTS = {
	events: ['abandonedCheckout'],
	filters: {
		minimumTotal: undefined,
		maximumTotal: undefined,
		stores: [],
		platforms: [],
		countries: [],
		requirePhone: false,
		requireConsent: false,
	},
	reading: { defaultCountry: 'IN', currency: 'INR', amountUnit: 'major' },
	presenting: { output: 'checkout', locale: 'en-IN' },
	signature: {
		scheme: 'auto',
		encoding: 'auto',
		algorithm: 'sha256',
		header: 'x-webhook-signature',
		toleranceMs: 0,
	},
	skipDuplicates: true,
	windowMs: 24 * HOUR,
	includePayload: false,
	includeRawBody: false,
};

type Filters = NonNullable<Parameters['filters']>;
type Options = NonNullable<Parameters['options']>;

describe('readSettings', () => {
	it('has a default for everything', () => {
		expect(readSettings({})).toEqual(DEFAULTS);
		expect(readSettings({ filters: {}, options: {} })).toEqual(DEFAULTS);
	});

	it('takes events and output', () => {
		const settings = readSettings({ events: ['*'], output: 'lineItem' });
		expect(settings.events).toEqual(['*']);
		expect(settings.presenting.output).toBe('lineItem');
	});

	it.each<[Filters, object]>([
		[{ minimumTotal: 0 }, { minimumTotal: 0 }],
		[{ maximumTotal: 99.5 }, { maximumTotal: 99.5 }],
		[{ stores: ' https://WWW.a.example/, b.example ,,' }, { stores: ['a.example', 'b.example'] }],
		[{ platforms: ['shopify', 'OCC'] }, { platforms: ['SHOPIFY', 'OCC'] }],
		[{ countries: 'in, ae' }, { countries: ['IN', 'AE'] }],
		[{ requirePhone: true }, { requirePhone: true }],
		[{ requireConsent: true }, { requireConsent: true }],
	])('takes the filter %j', (filters, expected) => {
		expect(readSettings({ filters })).toEqual({
			...DEFAULTS,
			filters: { ...DEFAULTS.filters, ...expected },
		});
	});

	it.each<[Options, 'reading' | 'presenting' | 'signature', object]>([
		[{ defaultCountry: 'AE' }, 'reading', { defaultCountry: 'AE' }],
		[{ currency: ' usd ' }, 'reading', { currency: 'USD' }],
		[{ currency: 'rupees' }, 'reading', {}],
		[{ currency: '' }, 'reading', {}],
		[{ amountUnit: 'minor' }, 'reading', { amountUnit: 'minor' }],
		[{ locale: ' hi-IN ' }, 'presenting', { locale: 'hi-IN' }],
		[{ locale: 'not a locale' }, 'presenting', {}],
		[{ locale: '' }, 'presenting', {}],
		[{ signatureScheme: 'rawBody' }, 'signature', { scheme: 'rawBody' }],
		[{ signatureEncoding: 'hex' }, 'signature', { encoding: 'hex' }],
		[{ signatureAlgorithm: 'sha1' }, 'signature', { algorithm: 'sha1' }],
		[{ signatureHeader: ' x-sig ' }, 'signature', { header: 'x-sig' }],
		[{ signatureHeader: ' ' }, 'signature', {}],
		[{ timestampTolerance: 5 }, 'signature', { toleranceMs: 300_000 }],
	])('takes the option %j', (options, group, expected) => {
		expect(readSettings({ options })).toEqual({
			...DEFAULTS,
			[group]: { ...DEFAULTS[group], ...expected },
		});
	});

	it.each<[Options, object]>([
		[{ skipDuplicates: false }, { skipDuplicates: false }],
		[{ duplicateWindow: 2 }, { windowMs: 2 * HOUR }],
		[{ includePayload: true }, { includePayload: true }],
		[{ includeRawBody: true }, { includeRawBody: true }],
	])('takes %j', (options, expected) => {
		expect(readSettings({ options })).toEqual({ ...DEFAULTS, ...expected });
	});

	it('takes what an expression left null for not set', () => {
		const names = Object.keys(DEFAULTS.filters);
		const filters = Object.fromEntries(names.map((name) => [name, null])) as unknown as Filters;
		expect(readSettings({ filters }).filters).toEqual(DEFAULTS.filters);
	});
});
