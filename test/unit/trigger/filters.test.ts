import { describe, expect, it } from '@jest/globals';

import { screen } from '../../../nodes/Ecom360/trigger/filters';
import { readSettings } from '../../../nodes/Ecom360/trigger/settings';
import type { JsonObject } from '../../../nodes/Ecom360/shared/json';
import { aCheckout, anEcom360Body, anOccBody } from '../../support/checkout.mts';

const UNKNOWN = { store_url: null, platform: null, phone: null };

/** The filter that leaves a checkout out, or 'passes'. */
function screened(body: JsonObject, filters: object): string {
	return screen(aCheckout(body), readSettings({ filters }).filters) ?? 'passes';
}

describe('screen', () => {
	it.each<[string, object, JsonObject]>([
		['no filter', {}, {}],
		['empty filters', { stores: '', platforms: [], countries: ' , ' }, UNKNOWN],
		['the lowest total', { minimumTotal: 1000 }, { total_price: 1000 }],
		['the highest total', { maximumTotal: 1000 }, { total_price: 1000 }],
		['its store among several', { stores: 'other.example, SHOP.example ,' }, {}],
		['its store with scheme, www. and path', { stores: 'https://www.Shop.example/cart' }, {}],
		['a store sent so', { stores: 'shop.example' }, { store_url: 'HTTPS://WWW.shop.example/' }],
		['its platform', { platforms: ['SHOPIFY'] }, {}],
		['its platform in small letters', { platforms: ['OCC'] }, { platform: 'occ' }],
		['its country', { countries: 'us,in' }, {}],
		[
			"the phone's country first",
			{ countries: 'IN' },
			{ shipping_address: { country_code: 'US' } },
		],
		["the address's country where there is no phone", { countries: 'IN' }, { phone: null }],
		['a phone', { requirePhone: true }, {}],
		['consent', { requireConsent: true }, { accepts_marketing: true }],
		['no need of a phone', { requirePhone: false }, { phone: null }],
		['no need of consent', { requireConsent: false }, { accepts_marketing: false }],
	])('lets pass: %s', (_, filters, changes) => {
		expect(screened(anEcom360Body(changes), filters)).toBe('passes');
	});

	it.each<[string, object, JsonObject]>([
		['a lower total', { minimumTotal: 1000 }, { total_price: 999.99 }],
		['a higher total', { maximumTotal: 1000 }, { total_price: 1000.01 }],
		['another store', { stores: 'other.example' }, {}],
		['a store that ends alike', { stores: 'shop.example' }, { store_url: 'myshop.example' }],
		['an unknown store', { stores: 'shop.example' }, { store_url: null }],
		['another platform', { platforms: ['OCC'] }, {}],
		['an unknown platform', { platforms: ['OCC'] }, { platform: null }],
		['another country', { countries: 'US' }, {}],
		['an unknown country', { countries: 'IN' }, { phone: null, customer: null }],
		['no phone', { requirePhone: true }, { phone: null }],
		['a masked phone', { requirePhone: true }, { phone: 'XXXXXXXXXX' }],
		['consent refused', { requireConsent: true }, { accepts_marketing: false }],
		['consent unknown', { requireConsent: true }, {}],
	])('leaves out and names the filter: %s', (_, filters, changes) => {
		const [name] = Object.keys(filters);
		expect(screened(anEcom360Body(changes), filters)).toBe(name);
	});

	it('takes a null platform for OCC in the OCC shape', () => {
		expect(screened(anOccBody({ platform: null }), { platforms: ['OCC'] })).toBe('passes');
		expect(screened(anOccBody({ platform: null }), { platforms: ['SHOPIFY'] })).toBe('platforms');
		expect(screened(anOccBody({ platform: 'SHOPIFY' }), { platforms: ['SHOPIFY'] })).toBe('passes');
	});

	it('compares totals in major units', () => {
		const checkout = aCheckout(anEcom360Body({ total_price: 49900 }), { amountUnit: 'minor' });
		const { filters } = readSettings({ filters: { minimumTotal: 499, maximumTotal: 499 } });
		expect(screen(checkout, filters)).toBeUndefined();
	});
});
