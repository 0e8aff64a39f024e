import { expect, it } from '@jest/globals';

import { jsonOf, type Recorded, type StubAnswer } from '../support/stub.mts';
import { anotherShopper } from './checkout.mts';
import { Kit, remindersAfter } from './kit.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';

const SHOP = 'https://kalakari-studio.myshopify.com/admin/api/';
const HOUR_MS = 3_600_000;

interface Asked {
	variables: { discount: Record<string, unknown> & { code: string; endsAt: string } };
}

let host: ExampleN8n;
let kit: Kit;
let shopify: (asked: Asked) => StubAnswer;

withN8n(async (started) => {
	host = started;
	kit = new Kit(host);
	host.stub.respond = async (request) =>
		request.url.startsWith(SHOP)
			? shopify(jsonOf(request) as Asked)
			: await kit.senders.respond(request);
	await kit.publish('make-coupon', {
		values: { Settings: { 'settings.shop': ' https://kalakari-studio.myshopify.com/admin ' } },
		credentials: {
			shopifyAccessTokenApi: {
				shopSubdomain: 'kalakari-studio',
				accessToken: 'shpat_1',
				appSecretKey: 'secret',
			},
		},
	});
	const settings = { ...remindersAfter(undefined, undefined, 2), not_again_days: 0 };
	await kit.startRecover(settings, { activated: ['Make a coupon'] });
});

const asked = (): Recorded[] => host.stub.requests.filter(({ url }) => url.startsWith(SHOP));

/** As Shopify answers a mutation. */
const answered = (created: object | null, more: object = {}): StubAnswer => ({
	body: {
		data: { discountCodeBasicCreate: created },
		extensions: { cost: { requestedQueryCost: 10 } },
		...more,
	},
});

const made = ({ variables: { discount } }: Asked): StubAnswer => {
	const codeDiscount = { endsAt: discount.endsAt, codes: { nodes: [{ code: discount.code }] } };
	return answered({ codeDiscountNode: { codeDiscount }, userErrors: [] });
};

it('makes a code for one use that expires, once in a month for a shopper', async () => {
	shopify = made;
	const shopper = anotherShopper();
	await kit.abandon(shopper, { cart_id: 'cart "{{ 1 + 1 }}" %' });
	await kit.waitForSent(shopper, 1);
	const [request] = asked();
	expect(request?.headers['x-shopify-access-token']).toBe('shpat_1');
	const { discount } = (jsonOf(request!) as Asked).variables;
	expect(discount).toMatchObject({
		usageLimit: 1,
		appliesOncePerCustomer: true,
		context: { all: 'ALL' },
		customerGets: { value: { percentage: 0.1 }, items: { all: true } },
	});
	expect(discount.code).toMatch(/^BACK[0-9A-F]{9}$/);
	const hours = (Date.parse(discount.endsAt) - Date.now()) / HOUR_MS;
	expect(Math.round(hours)).toBe(48);
	expect(kit.calls(shopper)).toMatchObject([{ template: 'cart_coupon', coupon: discount.code }]);

	await kit.sequence(shopper, { status: 'finished' });
	const { length } = asked();
	await kit.abandon(shopper, { cart_id: 'another', cart_token: 'another' });
	await kit.waitForSent(shopper, 2);
	expect(kit.calls(shopper)[1]).toMatchObject({ template: 'cart_reminder', coupon: '' });
	expect(asked()).toHaveLength(length);
});

const taken = [{ message: 'Code must be unique. Please try a different code.' }];
const denied = [{ message: 'Access denied for discountCodeBasicCreate field.' }];
const throttled = [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }];

it.each<[string, StubAnswer]>([
	['refuses the code', answered({ codeDiscountNode: null, userErrors: taken })],
	['grants no right to it', answered(null, { errors: denied })],
	['is asked too often', { body: { errors: throttled } }],
	['is asked too often, and says 429', { status: 429, body: { errors: 'Exceeded 2 calls' } }],
	['knows another token', { status: 401, body: { errors: '[API] Invalid API key' } }],
	['is down', { status: 503, body: '<html>', headers: { 'content-type': 'text/html' } }],
	['cuts the connection', { instead: 'cut' }],
])('promises no code when Shopify %s', async (_, answer) => {
	shopify = () => answer;
	const { length } = asked();
	const shopper = await kit.abandon();
	await kit.waitForSent(shopper, 1);
	expect(asked().length).toBeGreaterThan(length);
	expect(kit.calls(shopper)).toMatchObject([{ template: 'cart_reminder', coupon: '' }]);
});

it('promises no code while make-coupon is not published', async () => {
	await host.n8n.api.deactivate(kit.id('make-coupon'));
	const { length } = asked();
	const shopper = await kit.abandon();
	await kit.waitForSent(shopper, 1);
	expect(kit.calls(shopper)).toMatchObject([{ template: 'cart_reminder', coupon: '' }]);
	await kit.sequence(shopper, { status: 'finished', accepted: 1 });
	expect(asked()).toHaveLength(length);
});
