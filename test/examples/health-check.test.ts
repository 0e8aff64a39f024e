import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { aKurtaCart } from './checkout.mts';
import { EVERY_SECOND } from './looks.mts';
import { ExampleN8n } from './n8n.mts';
import { changeRows, tableRows, waitForRow } from './tables.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import type { SmtpStub } from '../support/smtp.mts';

let host: ExampleN8n;
let mail: SmtpStub;
/** The trigger that is checked. */
let shop: TestWorkflow;
let health: TestWorkflow;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	({ mail } = host);
	shop = await host.n8n.triggerWith();
	health = await activate();
	await health.runs(1);
});
afterAll(async () => await host?.stop());

async function activate(settings = {}, values = {}): Promise<TestWorkflow> {
	return await host.activate('health-check', {
		credentials: { smtp: mail.credential },
		values: {
			Settings: {
				'settings.production_url': shop.productionUrl,
				'settings.team_email': 'team@example.com',
				'settings.sender_email': 'shop@example.com',
				...settings,
			},
			...values,
		},
	});
}

async function checkNow(): Promise<void> {
	const run = await host.n8n.api.run(health.id, 'Check now');
	expect(run.error).toBeUndefined();
	expect(run.summary.status).toBe('success');
}

const subjects = () => mail.emails.map(({ subject }) => subject);
const row = async (what: string) =>
	(await tableRows(host.n8n.rest, 'ecom360_health')).filter((found) => found['what'] === what);

it('says nothing while all is well, also before the first event', async () => {
	await checkNow();
	expect(await row('last event')).toMatchObject([{ detail: 'none yet' }]);
	expect(subjects()).toEqual([]);
});

it('notes when an event came, and hands it on', async () => {
	const sentAt = Date.now();
	await health.deliver({ body: aKurtaCart() });
	await waitForRow(host.n8n.rest, 'ecom360_health', { detail: 'abandonedCheckout' });
	const [noted, ...others] = await row('last event');
	expect(others).toEqual([]);
	expect(Date.parse(String(noted?.['at']))).toBeGreaterThanOrEqual(sentAt);
	const [step] = (await health.runs(3)).flatMap((run) => run.items('Your own steps'));
	expect(step?.json).toMatchObject({ cart: { id: 'cart_482915' } });
	await checkNow();
	expect(subjects()).toEqual([]);
});

it('tells of deliveries that were refused, in the words of a test run', async () => {
	expect(await health.deliver({ forged: true })).toMatchObject({ status: 401 });
	const [email, ...others] = await mail.waitFor(1, () => true);
	expect(others).toEqual([]);
	expect(email).toMatchObject({
		from: 'shop@example.com',
		to: ['team@example.com'],
		subject: 'Ecom360: deliveries are refused',
		text: expect.stringMatching(/1 delivery was refused until .+The signature does not match/),
	});
});

it('tells once a day that the address does not answer, also when n8n was killed meanwhile, and again the next day', async () => {
	mail.emails.length = 0;
	await host.n8n.api.deactivate(shop.id);
	await checkNow();
	expect(mail.emails).toMatchObject([
		{
			subject: 'Ecom360: the connection fails',
			text: expect.stringContaining('No published workflow has this URL.'),
		},
	]);
	await host.restart({ isSudden: true });
	await checkNow();
	expect(subjects()).toHaveLength(1);

	const lastTold = { messaged_on: '2026-01-01' };
	await changeRows(host.n8n.rest, 'ecom360_health', ['what', 'the connection fails'], lastTold);
	await checkNow();
	expect(subjects()).toHaveLength(2);
});

it('sends what could not be sent with the next check', async () => {
	mail.emails.length = 0;
	mail.isRefusing = true;
	health = await activate({ 'settings.silent_hours': 0 });
	await health.runs(1);
	await checkNow();
	expect(await row('no event comes')).toMatchObject([
		{ messaged_on: 'never', problem: expect.stringContaining('told to refuse') },
	]);
	mail.isRefusing = false;
	await checkNow();
	expect(mail.emails).toMatchObject([
		{
			subject: 'Ecom360: no event comes',
			text: expect.stringMatching(/No event has come since \d+ \w+, \d\d:\d\d/),
		},
	]);
	expect(await row('no event comes')).toMatchObject([{ problem: null }]);
});

it('checks by itself', async () => {
	const watching = await activate({ 'settings.silent_hours': 0 }, { 'Every day': EVERY_SECOND });
	const runs = await watching.runs(4);
	const checks = runs.filter(({ nodes }) => nodes.includes('Check Connection'));
	expect(checks.length).toBeGreaterThan(1);
	expect(checks.map(({ summary }) => summary.status)).toEqual(checks.map(() => 'success'));
	expect(subjects()).toHaveLength(1);
});
