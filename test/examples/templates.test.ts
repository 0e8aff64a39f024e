import { beforeEach, expect, it } from '@jest/globals';

import { jsonOf, valueAt, type Recorded, type StubAnswer } from '../support/stub.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';

const ACCOUNT = '102290129340398';
const URL = `https://graph.facebook.com/v23.0/${ACCOUNT}/message_templates`;
const START = 'Create and check';

interface Template {
	name: string;
	language: string;
	status: string;
	rejected_reason?: string;
	components: Array<Record<string, unknown>>;
}

/** Meta's list of templates: it takes each name and language once, and decides at once. */
class Templates {
	list: Template[] = [];
	/** What Meta minds: a template's name → its reason. */
	refused: Record<string, string> = {};

	readonly answer = (request: Recorded): StubAnswer => {
		if (request.method === 'GET') return { body: { data: this.list } };
		const asked = jsonOf(request) as Template;
		const isThere = this.list.some(
			({ name, language }) => name === asked.name && language === asked.language,
		);
		if (isThere) return problem(2388024, 'There is already English content for this template.');
		if (this.refused[asked.name]) return problem(2388299, this.refused[asked.name] ?? '');
		this.list.push({ ...asked, status: 'PENDING' });
		return { body: { id: '1', status: 'PENDING', category: 'MARKETING' } };
	};
}

const problem = (error_subcode: number, error_user_msg: string): StubAnswer => ({
	status: 400,
	body: { error: { message: 'Invalid parameter', code: 100, error_subcode, error_user_msg } },
});

let host: ExampleN8n;
let meta: Templates;
let id: string;

withN8n(async (started) => {
	host = started;
	const settings = { business_account_id: ACCOUNT, shop_url: 'https://my-store.myshopify.com/' };
	const example = await host.prepare('templates', {
		values: { Settings: { ...settings, expire_hours: '48', copy_code_button: 'yes' } },
	});
	id = (await host.n8n.api.createWorkflow({ ...example, pinData: {} })).id;
});
beforeEach(() => {
	meta = new Templates();
	host.stub.respond = meta.answer;
	host.stub.requests.length = 0;
});

const linesOf = async () => {
	const run = await host.n8n.api.run(id, START);
	return run.items('One line each').map(({ json }) => json);
};
const created = () => host.stub.requests.filter(({ method }) => method === 'POST').map(jsonOf);

it('makes each template once, of the shape that the senders fill', async () => {
	const run = await host.n8n.api.run(id, START);
	const answers = run.items('Create it').map(({ json }) => valueAt(json, 'body.status'));
	expect(answers).toEqual(Array(8).fill('PENDING'));
	const states = run.items('One line each').map(({ json }) => json['state']);
	expect(states).toEqual(Array(8).fill('PENDING'));
	expect(host.stub.requests[1]).toMatchObject({
		url: URL,
		headers: expect.objectContaining({ authorization: 'Bearer meta-token' }),
	});
	for (const template of created()) {
		const text = String(valueAt(template, 'components.0.text'));
		expect(text.match(/\{\{\d\}\}/g)).toEqual(['{{1}}', '{{2}}', '{{3}}']);
		expect(text).toMatch(/^[^{].*[^}]$/s);
		expect(valueAt(template, 'components.0.example.body_text.0')).toHaveLength(3);
		const components = (template as Template).components;
		const [button] = components.at(-1)?.['buttons'] as object[];
		expect(button).toMatchObject({
			type: 'URL',
			url: 'https://my-store.myshopify.com/{{1}}',
			example: ['https://my-store.myshopify.com/checkouts/c1a7f3'],
		});
	}
	const coupon = created().find((template) => valueAt(template, 'name') === 'cart_coupon');
	expect(coupon).toMatchObject({ category: 'MARKETING', message_send_ttl_seconds: 172_800 });
	expect(valueAt(coupon, 'components.2.buttons.1.type')).toBe('COPY_CODE');
	expect(created()).toContainEqual(
		expect.objectContaining({ name: 'payment_retry', language: 'hi', category: 'UTILITY' }),
	);

	host.stub.requests.length = 0;
	const lines = await linesOf();
	expect(lines.map(({ state }) => state)).toEqual(Array(8).fill('PENDING'));
	expect(created()).toEqual([]);
});

it('says what Meta refused, and why', async () => {
	meta.refused = { payment_retry: 'Variables can’t be at the start or end of the template.' };
	const run = await host.n8n.api.run(id, START);
	expect(
		run
			.items('One line each')
			.slice(-2)
			.map(({ json }) => json),
	).toMatchObject([
		{ template: 'payment_retry', language: 'en', state: 'NOT MADE' },
		{
			state: 'NOT MADE',
			why: 'Meta says: Variables can’t be at the start or end of the template.',
		},
	]);
	meta.refused = {};
	await host.n8n.api.run(id, START);
	for (const template of meta.list) {
		Object.assign(template, { status: 'REJECTED', rejected_reason: 'PROMOTIONAL' });
	}
	expect((await linesOf())[0]).toMatchObject({ state: 'REJECTED', why: 'Meta says PROMOTIONAL' });
});

it('checks the names in ecom360_settings', async () => {
	await host.tables.make('settings');
	const names = ['cart_reminder', 'cart_reminder_2', 'typing_error', 'own_template'];
	const settings = names.map((value, index) => ({ name: `template_${index + 1}`, value }));
	await host.tables.add('settings', ...settings);
	await linesOf();
	for (const template of meta.list) {
		if (template.name === 'cart_reminder') template.status = 'APPROVED';
	}
	const components = [{ type: 'BODY', text: 'Hi {{1}}' }];
	meta.list.push({ name: 'own_template', language: 'en', status: 'APPROVED', components });
	const lines = (await linesOf()).slice(8);
	expect(lines).toMatchObject([
		{ template: 'cart_reminder', state: 'OK', language: 'en, hi' },
		{ template: 'cart_reminder_2', state: 'PENDING' },
		{ template: 'typing_error', state: 'MISSING' },
		{ template: 'own_template', state: 'WRONG SHAPE' },
	]);
});

it('makes nothing with a token that has expired, and says so', async () => {
	const error = { message: 'Error validating access token: Session has expired', code: 190 };
	host.stub.respond = () => ({ status: 401, body: { error } });
	expect((await linesOf())[0]).toMatchObject({ state: 'Meta gave no list', why: error.message });
	expect(created()).toEqual([]);
});

it('stops before any call where a setting is not filled in', async () => {
	const unfilled = await host.n8n.api.createWorkflow(await host.prepare('templates'));
	const run = await host.n8n.api.run(unfilled.id, START);
	expect(run.summary.status).toBe('error');
	expect(await host.n8n.storedText(run.summary.id)).toContain('enter your Business Account ID');
	expect(host.stub.requests).toEqual([]);
});
