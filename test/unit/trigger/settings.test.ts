import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from '@jest/globals';

import { properties } from '../../../nodes/Ecom360/trigger/panel/properties';
import { inTestRun, readSettings } from '../../../nodes/Ecom360/trigger/settings';
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

const filtering = (changes: object) => ({ filters: { ...DEFAULTS.filters, ...changes } });
const reading = (changes: object) => ({ reading: { ...DEFAULTS.reading, ...changes } });
const presenting = (changes: object) => ({ presenting: { ...DEFAULTS.presenting, ...changes } });

// What cannot be read: settings-unread.test.ts, and whatever it is: test/property/settings.test.ts.
describe('readSettings', () => {
	it('has a default for everything', () => {
		expect(readSettings({})).toEqual(DEFAULTS);
		expect(readSettings({ filters: {}, options: {} })).toEqual(DEFAULTS);
	});

	const panel = Object.fromEntries(properties.map(({ name, options }) => [name, options]));
	const entriesOf = (collection: string) => panel[collection] as INodeProperties[];
	const defaultsOf = (entries: INodeProperties[]) =>
		Object.fromEntries(entries.map((entry) => [entry.name, entry.default]));

	it('reads the panel as it comes as if nothing were set, and a requirement as one once added', () => {
		const entered = {
			...defaultsOf(properties),
			options: defaultsOf(entriesOf('options')),
			signatureOptions: defaultsOf(entriesOf('signatureOptions')),
		};
		expect(readSettings(entered)).toEqual(DEFAULTS);
		const filters = defaultsOf(entriesOf('filters'));
		const added = filtering({ requirePhone: true, requireConsent: true });
		expect(readSettings({ filters })).toEqual({ ...DEFAULTS, ...added });
	});

	const choicesOf = ({ options = [] }: INodeProperties) =>
		options.flatMap((option) => ('value' in option ? [option.value] : []));
	it.each(['filters', 'options', 'signatureOptions'])(
		'reads each choice of %s as another',
		(group) => {
			for (const entry of entriesOf(group)) {
				const read = choicesOf(entry).map((choice) =>
					readSettings({
						[group]: { [entry.name]: entry.type === 'multiOptions' ? [choice] : choice },
					}),
				);
				expect(read.flatMap(({ unread }) => unread)).toEqual([]);
				expect(new Set(read.map((settings) => JSON.stringify(settings))).size).toBe(read.length);
			}
		},
	);

	it.each(['events', 'output'])('reads each choice of %s', (name) => {
		const choices = properties.filter((entry) => entry.name === name).flatMap(choicesOf);
		expect(choices.length).toBeGreaterThan(1);
		for (const choice of choices) {
			const entered = { [name]: name === 'events' ? [choice] : choice };
			expect(readSettings(entered).unread).toEqual([]);
		}
	});

	it('takes events and output', () => {
		const settings = readSettings({ events: ['*'], output: 'lineItem' });
		expect(settings).toEqual({ ...DEFAULTS, events: ['*'], ...presenting({ output: 'lineItem' }) });
	});

	it.each<[object, object]>([
		[{ minimumTotal: 0 }, { minimumTotal: 0 }],
		[{ minimumTotal: '99.5' }, { minimumTotal: 99.5 }],
		[{ maximumTotal: 99.5 }, { maximumTotal: 99.5 }],
		[{ stores: ' https://WWW.a.example/, b.example ,,' }, { stores: ['a.example', 'b.example'] }],
		[{ stores: ['A.example', 'b.example'] }, { stores: ['a.example', 'b.example'] }],
		[{ platforms: ['shopify', 'OCC'] }, { platforms: ['SHOPIFY', 'OCC'] }],
		[{ countries: 'in, ae' }, { countries: ['IN', 'AE'] }],
		[{ countries: ['in'] }, { countries: ['IN'] }],
		[{ requirePhone: 'Yes' }, { requirePhone: true }],
		[{ requireConsent: 1 }, { requireConsent: true }],
		[{ requireConsent: 'false' }, { requireConsent: false }],
		...[null, '', ' ', undefined].map((blank): [object, object] => [
			{ requirePhone: blank },
			{ requirePhone: true },
		]),
		[{ requireConsent: null }, { requireConsent: true }],
	])('takes the filter %j', (filters, expected) => {
		expect(readSettings({ filters })).toEqual({ ...DEFAULTS, ...filtering(expected) });
	});

	const texts = { customerName: ' दोस्त ', itemsText: ' ', orderText: 'आपका ऑर्डर' };
	const written = { customerName: 'दोस्त', itemsText: 'your cart', orderText: 'आपका ऑर्डर' };
	const source = { name: 'utm_source', value: 'whatsapp' };
	const blanks = [
		{ name: 'discount', value: ' ' },
		{ name: '', value: 'x' },
	];
	const parameters = [{ ...source, name: ' utm_source ' }, ...blanks, { name: 'n', value: 10 }];
	it.each<[object, object]>([
		...['AE', 'are', 'United Arab Emirates', '+971', '00971', 971].map(
			(defaultCountry): [object, object] => [{ defaultCountry }, reading({ defaultCountry: 'AE' })],
		),
		[{ currency: ' usd ' }, reading({ currency: 'USD' })],
		[{ amountUnit: 'minor' }, reading({ amountUnit: 'minor' })],
		[{ locale: ' hi-IN ' }, presenting({ locale: 'hi-IN' })],
		[{ locale: 'hi_IN' }, presenting({ locale: 'hi-IN' })],
		[{ fallbackTexts: texts }, presenting({ fallbackTexts: written })],
		[
			{ linkParameters: { parameters } },
			presenting({ linkParameters: [source, { name: 'n', value: '10' }] }),
		],
		[{ skipDuplicates: false }, { skipDuplicates: false }],
		[{ duplicateWindow: 2 }, { windowMs: 2 * HOUR }],
		[{ duplicateWindow: '2' }, { windowMs: 2 * HOUR }],
		[{ duplicatesBy: 'shopper' }, { duplicatesBy: ['shopper'] }],
		[{ duplicatesBy: 'Shopper' }, { duplicatesBy: ['shopper'] }],
		[{ includeIgnored: true }, { includeIgnored: true }],
		[{ reportRefused: true }, { reportRefused: true }],
		[{ includePayload: true }, { includePayload: true }],
		[{ includeRawBody: true }, { includeRawBody: true }],
	])('takes the option %j', (options, expected) => {
		expect(readSettings({ options })).toEqual({ ...DEFAULTS, ...expected });
	});

	const [standard, toleranceMs] = ['standardWebhooks', 300_000];
	const custom = { signatureScheme: 'custom', signedContent: ' {id}.{body} ' };
	it.each<[object, object]>([
		[{ signatureScheme: 'rawBody' }, { scheme: 'rawBody' }],
		[{ signatureScheme: 'timestampbody' }, { scheme: 'timestampBody' }],
		[custom, { scheme: 'custom', signedContent: '{id}.{body}' }],
		[{ signatureScheme: standard }, { scheme: standard, toleranceMs }],
		[{ signatureScheme: standard, timestampTolerance: 0 }, { scheme: standard }],
		[{ signatureEncoding: 'HEX' }, { encoding: 'hex' }],
		[{ signatureAlgorithm: 'sha1' }, { algorithm: 'sha1' }],
		[{ signatureHeader: ' x-sig ' }, { header: 'x-sig' }],
		[{ timestampTolerance: 5 }, { toleranceMs }],
		[{ timestampTolerance: '5' }, { toleranceMs }],
	])('takes the signature option %j', (signatureOptions, expected) => {
		const signature = { ...DEFAULTS.signature, ...expected };
		expect(readSettings({ signatureOptions })).toEqual({ ...DEFAULTS, signature });
	});

	it.each([null, '', ' '])('takes what an expression left %j for not set', (blank) => {
		const blanks = (...names: string[]) => Object.fromEntries(names.map((name) => [name, blank]));
		const filters = blanks('minimumTotal', 'maximumTotal', 'stores', 'platforms', 'countries');
		const options = {
			...blanks(...Object.keys(DEFAULTS.reading), 'locale', 'fallbackTexts', 'linkParameters'),
			...blanks('skipDuplicates', 'duplicateWindow', 'duplicatesBy', 'includeIgnored'),
			...blanks('reportRefused', 'includePayload', 'includeRawBody'),
		};
		const signatureOptions = blanks('signatureHeader', 'signedContent');
		const entered = { filters, options, signatureOptions, output: blank };
		expect(readSettings(entered)).toEqual(DEFAULTS);
	});
});

describe('inTestRun', () => {
	it('leaves out what looks beyond the one delivery', () => {
		const options = { skipDuplicates: true, includeIgnored: true, reportRefused: true };
		expect(inTestRun(readSettings({ options }))).toEqual({ ...DEFAULTS, skipDuplicates: false });
	});
});
