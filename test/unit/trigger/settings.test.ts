import { describe, expect, it } from '@jest/globals';

import { readSettings } from '../../../nodes/Ecom360/trigger/settings';

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

	it.each<[object, object]>([
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

	it.each<[object, 'reading' | 'presenting' | 'signature', object]>([
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

	it.each<[object, object]>([
		[{ skipDuplicates: false }, { skipDuplicates: false }],
		[{ duplicateWindow: 2 }, { windowMs: 2 * HOUR }],
		[{ includePayload: true }, { includePayload: true }],
		[{ includeRawBody: true }, { includeRawBody: true }],
	])('takes %j', (options, expected) => {
		expect(readSettings({ options })).toEqual({ ...DEFAULTS, ...expected });
	});

	it.each([null, '', ' '])('takes what an expression left %j for not set', (blank) => {
		const blanks = (names: string[]) => Object.fromEntries(names.map((name) => [name, blank]));
		const filters = blanks(Object.keys(DEFAULTS.filters));
		const options = blanks([
			...Object.keys(DEFAULTS.reading),
			...['locale', 'signatureHeader', 'signatureScheme', 'timestampTolerance', 'duplicateWindow'],
			...['includePayload', 'includeRawBody', 'skipDuplicates'],
		]);
		expect(readSettings({ filters, options, output: blank })).toEqual(DEFAULTS);
	});

	it('takes a list from an expression as well as its names in a text', () => {
		const { filters } = readSettings({ filters: { stores: ['A.example', 7], countries: ['in'] } });
		expect(filters).toMatchObject({ stores: ['a.example', '7'], countries: ['IN'] });
	});

	it('takes numbers from an expression that are written as text', () => {
		const options = { timestampTolerance: '5', duplicateWindow: '2' };
		const settings = readSettings({ filters: { minimumTotal: '99.5' }, options });
		expect(settings.filters.minimumTotal).toBe(99.5);
		expect(settings.signature.toleranceMs).toBe(300_000);
		expect(settings.windowMs).toBe(2 * HOUR);
	});
});
