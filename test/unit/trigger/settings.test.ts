import { describe, expect, it } from '@jest/globals';

import { schemeProblem } from '../../../nodes/Ecom360/webhook/signature';
import type { Parameters } from '../../../nodes/Ecom360/trigger/parameters';
import {
	type Filters,
	inTestRun,
	readSettings,
	type Unread,
} from '../../../nodes/Ecom360/trigger/settings';
import { READ_AS_SET } from '../../support/default-settings.mts';

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
	...READ_AS_SET,
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
	duplicatesBy: ['event'],
	includeIgnored: false,
	reportRefused: false,
	includePayload: false,
	includeRawBody: false,
	unread: [],
	isSignatureUnread: false,
	areFiltersUnread: false,
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
		[{ requirePhone: 'Yes' }, { requirePhone: true }],
		[{ requireConsent: 1 }, { requireConsent: true }],
		[{ requireConsent: 'false' }, { requireConsent: false }],
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
	])('takes the option %j', (options, group, expected) => {
		expect(readSettings({ options })).toEqual({
			...DEFAULTS,
			[group]: { ...DEFAULTS[group], ...expected },
		});
	});

	it.each<[object, object]>([
		[{ signatureScheme: 'rawBody' }, { scheme: 'rawBody' }],
		[{ signatureScheme: 'timestampbody' }, { scheme: 'timestampBody' }],
		[{ signatureEncoding: 'HEX' }, { encoding: 'hex' }],
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
		[{ duplicatesBy: 'shopper' }, { duplicatesBy: ['shopper'] }],
		[{ duplicatesBy: 'Shopper' }, { duplicatesBy: ['shopper'] }],
		[{ includeIgnored: true }, { includeIgnored: true }],
		[{ reportRefused: true }, { reportRefused: true }],
		[{ includePayload: true }, { includePayload: true }],
		[{ includeRawBody: true }, { includeRawBody: true }],
	])('takes %j', (options, expected) => {
		expect(readSettings({ options })).toEqual({ ...DEFAULTS, ...expected });
	});

	it.each([null, '', ' '])('takes what an expression left %j for not set', (blank) => {
		const blanks = (names: string[]) => Object.fromEntries(names.map((name) => [name, blank]));
		const filters = blanks(['minimumTotal', 'maximumTotal', 'stores', 'platforms', 'countries']);
		const options = blanks([
			...Object.keys(DEFAULTS.reading),
			...['locale', 'duplicateWindow', 'duplicatesBy', 'includeIgnored', 'reportRefused'],
			...['fallbackTexts', 'linkParameters'],
			...['includePayload', 'includeRawBody', 'skipDuplicates'],
		]);
		const signatureOptions = blanks(['signatureHeader', 'signedContent']);
		const entered = { filters, options, signatureOptions, output: blank };
		expect(readSettings(entered)).toEqual(DEFAULTS);
	});

	it.each([null, '', ' ', undefined])(
		'takes a requirement for one that an expression left %j',
		(blank) => {
			const { filters } = readSettings({ filters: { requirePhone: blank, requireConsent: blank } });
			expect(filters).toMatchObject({ requirePhone: true, requireConsent: true });
		},
	);

	it.each(['signatureScheme', 'signatureEncoding', 'signatureAlgorithm', 'timestampTolerance'])(
		'verifies nothing where an expression leaves %s blank',
		(name) => {
			for (const blank of [null, '', ' ', undefined]) {
				const settings = readSettings({ signatureOptions: { [name]: blank } });
				expect(settings.isSignatureUnread).toBe(true);
				expect(settings.unread).toMatchObject([{ setting: name }]);
			}
		},
	);

	it('takes a list from an expression as well as its names in a text', () => {
		const { filters } = readSettings({
			filters: { stores: ['A.example', 'b.example'], countries: ['in'] },
		});
		expect(filters).toMatchObject({ stores: ['a.example', 'b.example'], countries: ['IN'] });
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

	it.each<[Parameters, Unread['setting'], string]>([
		[{ filters: { countries: 'IN, Wakanda' } }, 'countries', 'Wakanda'],
		[{ filters: { stores: 'a.example my-store' } }, 'stores', 'my-store'],
		[{ filters: { stores: 'My Shop' } }, 'stores', 'My Shop'],
		[{ filters: { platforms: 'shopfy' } }, 'platforms', 'shopfy'],
		[{ options: { currency: 'rupees' } }, 'currency', 'rupees'],
		[{ options: { currency: 'ZZZ' } }, 'currency', 'ZZZ'],
		[{ options: { defaultCountry: 'Atlantis' } }, 'defaultCountry', 'Atlantis'],
		[{ options: { locale: 'not a locale' } }, 'locale', 'not a locale'],
		[{ options: { fallbackTexts: { itemsText: {} } } }, 'itemsText', '{}'],
		[{ options: { linkParameters: 'discount=X' } }, 'linkParameters', 'discount=X'],
		[{ options: 'all' }, 'options', 'all'],
		[{ output: 'both' }, 'output', 'both'],
		[{ events: [{}] }, 'events', '{}'],
	])('names what cannot be read: %j', (entered, setting, entry) => {
		const { unread, reading, presenting } = readSettings(entered);
		expect(unread).toEqual([{ setting, problem: 'unreadable', entry }]);
		expect({ reading, presenting }).toEqual({
			reading: DEFAULTS.reading,
			presenting: DEFAULTS.presenting,
		});
	});

	it.each<[object, Partial<Filters>]>([
		[{ requireConsent: 'maybe' }, { requireConsent: 'unread' }],
		[{ requirePhone: {} }, { requirePhone: 'unread' }],
		[{ minimumTotal: '1000 only' }, { minimumTotal: Infinity }],
		[{ minimumTotal: -1 }, { minimumTotal: Infinity }],
		[{ maximumTotal: NaN }, { maximumTotal: -Infinity }],
		[{ countries: 'Wakanda' }, { countries: ['wakanda'] }],
		[{ countries: {} }, { countries: ['{}'] }],
		[{ stores: true }, { stores: ['true'] }],
		[{ platforms: [['SHOPIFY', 7]] }, { platforms: ['["shopify",7]'] }],
	])('a filter that cannot be read is closed, and named: %j', (entered, expected) => {
		const { filters, unread } = readSettings({ filters: entered });
		expect(filters).toMatchObject(expected);
		expect(unread).toMatchObject([{ setting: Object.keys(entered)[0] }]);
	});

	it('closes the filters where all of them are something else', () => {
		expect(readSettings({ filters: 'none' }).areFiltersUnread).toBe(true);
	});

	it.each<[object, Unread['setting']]>([
		[{ signatureScheme: 'hmac' }, 'signatureScheme'],
		[{ signatureEncoding: 'base32' }, 'signatureEncoding'],
		[{ signatureAlgorithm: 'md5' }, 'signatureAlgorithm'],
		[{ signatureHeader: 'X-Webhook-Signature:' }, 'signatureHeader'],
		[{ signatureHeader: '__proto__' }, 'signatureHeader'],
		[{ timestampTolerance: '5 minutes' }, 'timestampTolerance'],
		[{ timestampTolerance: -5 }, 'timestampTolerance'],
		[{ timestampTolerance: '₹5' }, 'timestampTolerance'],
		[{ timestampTolerance: 1e308 }, 'timestampTolerance'],
		[{ signatureScheme: 'rawBody', timestampTolerance: 5 }, 'timestampTolerance'],
		[{ signatureScheme: 'custom', signedContent: ['{body}'] }, 'signedContent'],
		[{ signatureScheme: 'custom', signedContent: '{timestamp}' }, 'signedContent'],
		[
			{
				signatureScheme: 'custom',
				signedContent: '{id}{timestamp}{body}',
				timestampTolerance: 5,
			},
			'timestampTolerance',
		],
	])('verifies nothing with a signature option that cannot be used: %j', (signing, setting) => {
		const { signature, isSignatureUnread, unread } = readSettings({ signatureOptions: signing });
		expect(isSignatureUnread || schemeProblem(signature)).toBeTruthy();
		expect(unread).toMatchObject([{ setting }]);
	});

	it.each<[object, boolean]>([
		[{ minimumTotal: 5000, maximumTotal: 100 }, true],
		[{ minimumTotal: 100, maximumTotal: 100 }, false],
		[{ minimumTotal: 5000 }, false],
	])('names bounds that no cart is in: %j', (filters, isNamed) => {
		const problems = readSettings({ filters }).unread.map(({ problem }) => problem);
		expect(problems).toEqual(isNamed ? ['aboveMaximum'] : []);
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
