import { describe, expect, it } from '@jest/globals';

import { schemeProblem } from '../../../nodes/Ecom360/webhook/signature';
import type { Parameters } from '../../../nodes/Ecom360/trigger/parameters';
import { type Filters, readSettings, type Unread } from '../../../nodes/Ecom360/trigger/settings';
import { explain, nameOf } from '../../../nodes/Ecom360/trigger/unread-settings';
import { READ_AS_SET } from '../../support/default-settings.mts';

const custom = { signatureScheme: 'custom', timestampTolerance: 5 };

describe('what cannot be read', () => {
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
	])('is named, and read as if it were not set: %j', (entered, setting, entry) => {
		const { unread, reading, presenting } = readSettings(entered);
		expect(unread).toEqual([{ setting, problem: 'unreadable', entry }]);
		expect({ reading, presenting }).toEqual(READ_AS_SET);
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
	])('closes a filter, and is named: %j', (entered, expected) => {
		const { filters, unread } = readSettings({ filters: entered });
		expect(filters).toMatchObject(expected);
		expect(unread).toMatchObject([{ setting: Object.keys(entered)[0] }]);
	});

	it('closes the filters where all of them are something else', () => {
		expect(readSettings({ filters: 'none' }).areFiltersUnread).toBe(true);
	});

	const blankable = [
		'signatureScheme',
		'signatureEncoding',
		'signatureAlgorithm',
		'timestampTolerance',
	];
	it.each<[object, string]>([
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
		[{ ...custom, signedContent: '{id}{timestamp}{body}' }, 'timestampTolerance'],
		[{ signatureScheme: 'custom', signedContent: ['{body}'] }, 'signedContent'],
		[{ signatureScheme: 'custom', signedContent: '{timestamp}' }, 'signedContent'],
		...blankable.flatMap((name) =>
			[null, '', ' ', undefined].map((blank): [object, string] => [{ [name]: blank }, name]),
		),
	])('lets nothing be verified, and is named: %j', (signatureOptions, setting) => {
		const { signature, isSignatureUnread, unread } = readSettings({ signatureOptions });
		expect(isSignatureUnread || schemeProblem(signature)).toBeTruthy();
		expect(unread).toMatchObject([{ setting }]);
	});

	it.each<[object, boolean]>([
		[{ minimumTotal: 5000, maximumTotal: 100 }, true],
		[{ minimumTotal: 100, maximumTotal: 100 }, false],
		[{ minimumTotal: 5000 }, false],
	])('may be bounds that no cart is in: %j', (filters, isNamed) => {
		const problems = readSettings({ filters }).unread.map(({ problem }) => problem);
		expect(problems).toEqual(isNamed ? ['aboveMaximum'] : []);
	});
});

describe('what the owner is told of it', () => {
	const TOLERANCE = 'Timestamp Tolerance (Minutes)';
	const loose = { ...custom, signedContent: '{id}{timestamp}{body}' };
	it.each<[Parameters, string, RegExp]>([
		[{ filters: 'none' }, 'Filters', /^a group of settings$/],
		[{ filters: { countries: 'Wakanda' } }, 'Countries', /^a country$/],
		[{ filters: { stores: 'My Shop' } }, 'Stores', /^the address of a store, such as my-store\./],
		[{ filters: { minimumTotal: 5, maximumTotal: 1 } }, 'Minimum Total', /^at most the 'Maximum/],
		[{ filters: { minimumTotal: 'x' } }, 'Minimum Total', /^an amount$/],
		[{ filters: { requireConsent: 'maybe' } }, 'Require Consent', /^on or off$/],
		[{ options: { duplicatesBy: 'me' } }, 'Duplicates By', /^one of the choices$/],
		[{ options: { duplicateWindow: 'x' } }, 'Duplicate Window (Hours)', /^a number from 0 up$/],
		[{ options: { fallbackTexts: { customerName: {} } } }, 'Customer Name', /^text$/],
		[{ options: { currency: 'rupees' } }, 'Default Currency', /^a currency$/],
		[{ options: { locale: 'no locale' } }, 'Locale', /^a language and region$/],
		[{ options: { defaultCountry: 'Atlantis' } }, 'Default Country', /^a country$/],
		[{ signatureOptions: { timestampTolerance: '5 min' } }, TOLERANCE, /^a number of minutes/],
		[{ signatureOptions: { signatureHeader: 'X:' } }, 'Signature Header', /^the name of a header$/],
		[
			{ signatureOptions: { ...custom, signedContent: '{id}' } },
			'Signed Content',
			/\{body\} in it/,
		],
		[{ signatureOptions: loose }, TOLERANCE, /^possible with what is signed$/],
	])('names field and reason of %j', (entered, name, wanted) => {
		const [first] = readSettings(entered).unread;
		if (!first) throw new Error('It can be read.');
		expect(nameOf(first)).toBe(name);
		expect(explain(first).wanted).toMatch(wanted);
		expect(explain(first).advice).toMatch(/^[A-Z].{20,}/);
	});
});
