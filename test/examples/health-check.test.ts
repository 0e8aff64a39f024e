import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Execution } from '../../scripts/n8n/executions.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { ADDRESSES } from './tables.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import type { SmtpStub } from '../support/smtp.mts';

let host: ExampleN8n;
let mail: SmtpStub;
/** The trigger that is checked. */
let shop: TestWorkflow;
let health: string;

withN8n(async (started) => {
	host = started;
	({ mail } = host);
	shop = await host.n8n.triggerWith();
	health = await publish();
});
beforeEach(() => {
	mail.emails.length = 0;
});

async function publish(settings = {}, values = {}): Promise<string> {
	return await host.publish('health-check', {
		credentials: { smtp: mail.credential },
		values: { Settings: { production_url: shop.productionUrl, ...settings }, ...values },
	});
}

async function check(id = health): Promise<Execution> {
	return await host.n8n.api.run(id, 'Check now');
}

async function checkNow(id = health): Promise<string[]> {
	const run = await check(id);
	expect(run.error).toBeUndefined();
	return mail.emails.map(({ subject }) => subject);
}

/** For its schedule: as often as n8n can. */
const EVERY_SECOND = { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } };
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const add = async (cart: object) =>
	await host.tables.add('reminders', { status: 'waiting', ...cart });
/** What is late or has a problem is so no more. */
const finish = async (column: string, value: string) =>
	await host.tables.change('reminders', [column, value], { status: 'finished' });

it('stops in red, and sends nothing, while a setting is not filled in', async () => {
	const run = await check(await publish({ production_url: 'ENTER production_url' }));
	expect(run.error).toMatchObject({
		node: { name: 'Not filled in' },
		message: expect.stringMatching(
			/production_url in the node Settings, team_email in the data table ecom360_settings, sender_email/,
		),
	});
	await host.tables.add('settings', ...ADDRESSES);
	const team = ['name', 'team_email'] as [string, string];
	await host.tables.change('settings', team, { value: 'ENTER YOUR EMAIL' });
	expect((await check()).error?.message).toMatch(/^Fill in team_email in the data table/);
	await host.tables.change('settings', team, { value: 'team@example.com' });
	expect(mail.emails).toEqual([]);
});

it('says nothing while all is well, also before the first cart', async () => {
	expect(await checkNow()).toEqual([]);
	await host.tables.make('reminders');
	await host.tables.make('orders');
	expect(await checkNow()).toEqual([]);
	await add({ cart_id: 'due soon', next_at: inHours(-1) });
	await add({ cart_id: 'capped', next_at: inHours(5), reason: 'later', problem: '131049' });
	expect(await checkNow()).toEqual([]);
});

it('tells that the address does not answer', async () => {
	await host.n8n.api.deactivate(shop.id);
	expect(await checkNow()).toEqual(['Ecom360: the connection fails']);
	expect(mail.emails[0]).toMatchObject({
		...{ from: 'shop@example.com', to: ['team@example.com'] },
		text: expect.stringContaining('No published workflow has this URL.'),
	});
	await host.n8n.api.activate(shop.id);
	await host.n8n.api.waitForWebhook(shop.productionUrl);
});

it('tells that no cart comes', async () => {
	const impatient = await publish({ silent_hours: 0 });
	expect(await checkNow(impatient)).toEqual(['Ecom360: no cart comes']);
	expect(mail.emails[0]?.text).toMatch(/No cart has come since \d+ \w+, \d\d:\d\d/);
});

describe('reminders', () => {
	it('that are late are told, unless sending is switched off', async () => {
		const cart_id = 'stuck {{ 1 + 1 }} <b>"}]';
		await add({ cart_id, next_at: inHours(-3) });
		expect(await checkNow()).toEqual(['Ecom360: 1 reminder is late']);
		expect(mail.emails[0]?.text).toContain(`for ${cart_id}.`);

		mail.emails.length = 0;
		await host.tables.add('settings', { name: 'sending', value: 'no' });
		expect(await checkNow()).toEqual([]);
		await host.tables.change('settings', ['name', 'sending'], { value: 'yes' });
		await finish('cart_id', cart_id);
	});

	it('that a sender cannot send for its account are told, each reason once', async () => {
		const problem = '190: the token has expired <b>&</b>';
		for (const cart_id of ['one', 'two']) {
			await add({ cart_id, next_at: inHours(1), reason: 'account', problem });
		}
		expect(await checkNow()).toEqual(['Ecom360: a sender cannot send']);
		expect(mail.emails[0]?.text.split(problem)).toHaveLength(2);
		await finish('reason', 'account');
	});
});

it.each(['waiting until 2026-01-01T10:00:00.000Z, for account', 'account'])(
	'tells of links to pay again that a sender cannot send for its account: %s',
	async (state) => {
		const tags = `pay again: ${state}, the token has expired 190, in execution 7`;
		await host.tables.add(
			'orders',
			{ order_id: state, tags },
			{
				order_id: 'capped',
				tags: 'pay again: waiting until 2026, for later, 131049, in execution 8',
			},
		);
		expect(await checkNow()).toEqual(['Ecom360: a sender cannot send']);
		expect(mail.emails[0]?.text).toMatch(/^payment-failed: the token has expired 190\r?\n/);
		await host.tables.change('orders', ['order_id', state], { tags: '' });
	},
);

it('ends in red when the mail server refuses, and tells with the next check', async () => {
	await add({ cart_id: 'still stuck', next_at: inHours(-3) });
	mail.isRefusing = true;
	expect((await check()).error?.node?.name).toBe('Send Email');
	mail.isRefusing = false;
	expect(await checkNow()).toEqual(['Ecom360: 1 reminder is late']);
	await finish('cart_id', 'still stuck');
});

it('checks by itself', async () => {
	const watching = await publish({ silent_hours: 0 }, { 'Every day': EVERY_SECOND });
	await mail.waitFor(2, ({ subject }) => subject === 'Ecom360: no cart comes');
	await host.n8n.api.deactivate(watching);
});
