import { describe, expect, it } from '@jest/globals';

import { inTestRun, readSettings } from '../../../nodes/Ecom360/trigger/settings';

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
	presenting: {
		output: 'checkout',
		locale: 'en-IN',
		fallbackTexts: { customerName: 'there', itemsText: 'your cart', orderText: 'your order' },
		linkParameters: [],
	},
	signature: {
		scheme: 'auto',
		signedContent: '{timestamp}.{body}',
		encoding: 'auto',
		algorithm: 'sha256',
		header: 'x-webhook-signature',
		toleranceMs: 0,
	},
	skipDuplicates: true,
	windowMs: 24 * HOUR,
	duplicatesBy: 'event',
	includeIgnored: false,
	reportRefused: false,
	includePayload: false,
	includeRawBody: false,
	unread: [],
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

	it.each<[object, 'reading' | 'presenting', object]>([
		[{ defaultCountry: 'AE' }, 'reading', { defaultCountry: 'AE' }],
		[{ currency: ' usd ' }, 'reading', { currency: 'USD' }],
		[{ currency: '' }, 'reading', {}],
		[{ amountUnit: 'minor' }, 'reading', { amountUnit: 'minor' }],
		[{ locale: ' hi-IN ' }, 'presenting', { locale: 'hi-IN' }],
		[{ locale: 'hi_IN' }, 'presenting', { locale: 'hi-IN' }],
		[{ locale: '' }, 'presenting', {}],
		[
			{ fallbackTexts: { customerName: ' दोस्त ', itemsText: ' ', orderText: 'आपका ऑर्डर' } },
			'presenting',
			{
				fallbackTexts: {
					customerName: 'दोस्त',
					itemsText: 'your cart',
					orderText: 'आपका ऑर्डर',
				},
			},
		],
		[
			{
				linkParameters: {
					parameters: [
						{ name: ' utm_source ', value: 'whatsapp' },
						{ name: 'discount', value: ' ' },
						{ name: '', value: 'x' },
						{ name: 'n', value: 10 },
					],
				},
			},
			'presenting',
			{
				linkParameters: [
					{ name: 'utm_source', value: 'whatsapp' },
					{ name: 'n', value: '10' },
				],
			},
		],
		[{ linkParameters: 'discount=X' }, 'presenting', {}],
	])('takes the option %j', (options, group, expected) => {
		expect(readSettings({ options })).toEqual({
			...DEFAULTS,
			[group]: { ...DEFAULTS[group], ...expected },
		});
	});

	it.each<[object, object]>([
		[{ signatureScheme: 'rawBody' }, { scheme: 'rawBody' }],
		[{ signatureEncoding: 'hex' }, { encoding: 'hex' }],
		[{ signatureAlgorithm: 'sha1' }, { algorithm: 'sha1' }],
		[{ signatureHeader: ' x-sig ' }, { header: 'x-sig' }],
		[{ signatureHeader: ' ' }, {}],
		[{ timestampTolerance: 5 }, { toleranceMs: 300_000 }],
		[
			{ signatureScheme: 'custom', signedContent: ' {id}.{body} ' },
			{ scheme: 'custom', signedContent: '{id}.{body}' },
		],
		[{ signatureScheme: 'standardWebhooks' }, { scheme: 'standardWebhooks', toleranceMs: 300_000 }],
		[
			{ signatureScheme: 'standardWebhooks', timestampTolerance: 0 },
			{ scheme: 'standardWebhooks' },
		],
	])('takes the signature option %j', (signatureOptions, expected) => {
		expect(readSettings({ signatureOptions })).toEqual({
			...DEFAULTS,
			signature: { ...DEFAULTS.signature, ...expected },
		});
	});

	it.each<[object, object]>([
		[{ skipDuplicates: false }, { skipDuplicates: false }],
		[{ duplicateWindow: 2 }, { windowMs: 2 * HOUR }],
		[{ duplicatesBy: 'shopper' }, { duplicatesBy: 'shopper' }],
		[{ includeIgnored: true }, { includeIgnored: true }],
		[{ reportRefused: true }, { reportRefused: true }],
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
			...['locale', 'duplicateWindow', 'duplicatesBy', 'includeIgnored', 'reportRefused'],
			...['includePayload', 'includeRawBody', 'skipDuplicates'],
		]);
		const signatureOptions = blanks([
			...['signatureScheme', 'signatureEncoding', 'signatureAlgorithm', 'signatureHeader'],
			'timestampTolerance',
		]);
		const entered = { filters, options, signatureOptions, output: blank };
		expect(readSettings(entered)).toEqual(DEFAULTS);
	});

	it('takes a list from an expression as well as its names in a text', () => {
		const { filters } = readSettings({ filters: { stores: ['A.example', 7], countries: ['in'] } });
		expect(filters).toMatchObject({ stores: ['a.example', '7'], countries: ['IN'] });
	});

	it('takes numbers from an expression that are written as text', () => {
		const settings = readSettings({
			filters: { minimumTotal: '99.5' },
			options: { duplicateWindow: '2' },
			signatureOptions: { timestampTolerance: '5' },
		});
		expect(settings.filters.minimumTotal).toBe(99.5);
		expect(settings.signature.toleranceMs).toBe(300_000);
		expect(settings.windowMs).toBe(2 * HOUR);
	});

	it.each<[object, string, string]>([
		[{ filters: { countries: 'IN, Wakanda' } }, 'Countries', 'Wakanda'],
		[{ filters: { stores: 'a.example my-store' } }, 'Stores', 'my-store'],
		[{ options: { currency: 'rupees' } }, 'Default Currency', 'rupees'],
		[{ options: { currency: 'ZZZ' } }, 'Default Currency', 'ZZZ'],
		[{ options: { defaultCountry: 'Atlantis' } }, 'Default Country', 'Atlantis'],
		[{ options: { locale: 'not a locale' } }, 'Locale', 'not a locale'],
		[
			{ signatureOptions: { signatureScheme: 'custom', signedContent: '{timestamp}' } },
			'Signed Content',
			'{timestamp}',
		],
		[
			{
				signatureOptions: {
					signatureScheme: 'custom',
					signedContent: '{id}{timestamp}{body}',
					timestampTolerance: 5,
				},
			},
			'Timestamp Tolerance (Minutes)',
			'5',
		],
	])('names what cannot be read: %j', (entered, setting, entry) => {
		const { unread, reading, presenting } = readSettings(entered);
		expect(unread).toEqual([expect.objectContaining({ setting, entry })]);
		expect({ reading, presenting }).toEqual({
			reading: DEFAULTS.reading,
			presenting: DEFAULTS.presenting,
		});
	});

	it('lets a filter of what cannot be read pass nothing', () => {
		const { filters } = readSettings({ filters: { countries: 'Wakanda', stores: 'shop' } });
		expect(filters).toMatchObject({ countries: ['wakanda'], stores: ['shop'] });
	});

	it.each(['IN', 'ind', 'India', '+91', '0091', 91])(
		'takes the default country written as %j',
		(defaultCountry) => {
			expect(readSettings({ options: { defaultCountry } }).reading.defaultCountry).toBe('IN');
		},
	);
});

describe('inTestRun', () => {
	it('leaves out what looks beyond the one delivery', () => {
		const options = { skipDuplicates: true, includeIgnored: true, reportRefused: true };
		expect(inTestRun(readSettings({ options }))).toEqual({ ...DEFAULTS, skipDuplicates: false });
	});
});
