import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { aKurtaCart } from './checkout.mts';
import type { Values } from './example.mts';
import { ExampleN8n } from './n8n.mts';
import { recipientProblems, suffixProblems } from './meta.mts';
import { jsonOf, valueAt, type Recorded } from '../support/stub.mts';
import { templateProblems } from '../support/template-oracle.mts';

const SOON = { 'Wait 30 minutes': { amount: 0.01 } };
const ITEMS = 'Block Print Kurta – Indigo / M, Brass Diya – Set of 4 × 2';
const SUFFIX = 'checkouts/c1a7f3e9a52b8d04?key=9d2f';
const TEXTS = ['Priya', ITEMS, '₹2,067.30'];
const NASTY = { line_items: [{ title: 'Kurta\n"indigo"\t' + ' '.repeat(9) }], total_price: null };

let host: ExampleN8n;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
});
afterAll(async () => await host?.stop());

/** Runs an example on the kurta cart and on a nasty one; returns what left for the provider. */
async function sent(
	name: string,
	{ url, credential, values = {} }: { url: string; credential: object; values?: Values },
): Promise<[Recorded, Recorded]> {
	const credentials = credential as Record<string, object>;
	const workflow = await host.activate(name, { values, credentials });
	const isHere = (request: Recorded) => request.url === url;
	await workflow.deliver({ body: aKurtaCart() });
	await host.stub.waitFor(1, isHere);
	await workflow.deliver({ body: aKurtaCart(NASTY) });
	const [kurta, nasty] = await host.stub.waitFor(2, isHere);
	if (!kurta || !nasty) throw new Error('unreachable');
	return [kurta, nasty];
}

/** What WhatsApp minds in these texts, this recipient and this end of the button's address. */
function problems(to: unknown, texts: unknown[], suffix: unknown): string[] {
	return [
		...recipientProblems(String(to)),
		...texts.flatMap((text) => templateProblems(String(text), 1024)),
		...suffixProblems(String(suffix)),
	];
}

it('send-with-spur posts a template message with a bearer token', async () => {
	const [message, nasty] = await sent('send-with-spur', {
		url: 'https://api.spurnow.com/send-message',
		credential: { httpBearerAuth: { token: 'spur-key' } },
		values: { ...SOON, Settings: { 'settings.template': 'cart_reminder' } },
	});
	expect(message.headers).toMatchObject({
		authorization: 'Bearer spur-key',
		'content-type': 'application/json',
	});
	expect(jsonOf(message)).toEqual({
		channel: 'whatsapp',
		to: '916000376569',
		content: {
			type: 'template',
			template: {
				name: 'cart_reminder',
				language: { code: 'en' },
				components: [
					{ type: 'body', parameters: TEXTS.map((text) => ({ type: 'text', text })) },
					{
						type: 'button',
						sub_type: 'url',
						index: '0',
						parameters: [{ type: 'text', text: SUFFIX }],
					},
				],
			},
		},
	});
	const at = (path: string) => valueAt(jsonOf(nasty), path);
	const components = 'content.template.components';
	const texts = [0, 1, 2].map((index) => at(`${components}.0.parameters.${index}.text`));
	expect(problems(at('to'), texts, at(`${components}.1.parameters.0.text`))).toEqual([]);
});

it('send-with-limechat posts an event with both of its headers', async () => {
	const headers = { 'x-limechat-uat': 'lime-token', 'x-fb-account-id': '4242' };
	const [event, nasty] = await sent('send-with-limechat', {
		url: 'https://flow-builder.limechat.ai/api/v1/cvf-events',
		credential: { httpCustomAuth: { json: JSON.stringify({ headers }) } },
	});
	expect(event.headers).toMatchObject(headers);
	expect(jsonOf(event)).toEqual({
		distinct_id: 'priya.sharma@example.com',
		phone: '916000376569',
		event: 'abandoned_checkout',
		data: {
			name: 'Priya',
			email: 'priya.sharma@example.com',
			cart_id: 'cart_482915',
			items: ITEMS,
			total: 2067.3,
			total_text: '₹2,067.30',
			currency: 'INR',
			coupon: 'FESTIVE10',
			recovery_url: `https://kalakari-studio.myshopify.com/${SUFFIX}`,
			button_suffix: SUFFIX,
			image_url: null,
		},
	});
	const at = (path: string) => valueAt(jsonOf(nasty), path);
	const texts = [at('data.name'), at('data.items'), at('data.total_text')];
	expect(problems(at('phone'), texts, at('data.button_suffix'))).toEqual([]);
});

it('send-with-gupshup posts a form with the key in a header', async () => {
	const [message, nasty] = await sent('send-with-gupshup', {
		url: 'https://api.gupshup.io/wa/api/v1/template/msg',
		credential: { httpHeaderAuth: { name: 'apikey', value: 'gupshup-key' } },
		values: {
			...SOON,
			Settings: {
				'settings.source': '910000000000',
				'settings.app': 'MyShop',
				'settings.template': 'template-7',
			},
		},
	});
	expect(message.headers).toMatchObject({ apikey: 'gupshup-key' });
	expect(message.headers['content-type']).toContain('application/x-www-form-urlencoded');
	const form = new URLSearchParams(message.body.toString('utf8'));
	expect([...form.keys()]).toEqual(['source', 'src.name', 'destination', 'template']);
	expect(form.get('source')).toBe('910000000000');
	expect(form.get('src.name')).toBe('MyShop');
	expect(form.get('destination')).toBe('916000376569');
	expect(JSON.parse(form.get('template') ?? '')).toEqual({
		id: 'template-7',
		params: [...TEXTS, SUFFIX],
	});
	const other = new URLSearchParams(nasty.body.toString('utf8'));
	const { params } = JSON.parse(other.get('template') ?? '') as { params: string[] };
	expect(params).toHaveLength(4);
	expect(problems(other.get('destination'), params.slice(0, 3), params[3])).toEqual([]);
});

it('send-with-interakt posts calling code and national number apart', async () => {
	const [message, nasty] = await sent('send-with-interakt', {
		url: 'https://api.interakt.ai/v1/public/message/',
		credential: { httpHeaderAuth: { name: 'Authorization', value: 'Basic interakt-key' } },
		values: { ...SOON, Settings: { 'settings.template': 'cart_reminder' } },
	});
	expect(message.headers).toMatchObject({ authorization: 'Basic interakt-key' });
	expect(jsonOf(message)).toEqual({
		countryCode: '+91',
		phoneNumber: '6000376569',
		callbackData: 'cart_482915',
		type: 'Template',
		template: {
			name: 'cart_reminder',
			languageCode: 'en',
			bodyValues: TEXTS,
			buttonValues: { '0': [SUFFIX] },
		},
	});
	const at = (path: string) => valueAt(jsonOf(nasty), path);
	const texts = [0, 1, 2].map((index) => at(`template.bodyValues.${index}`));
	const to = `91${String(at('phoneNumber'))}`;
	expect(problems(to, texts, at('template.buttonValues.0.0'))).toEqual([]);
});
