import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { aKurtaCart } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import { tableRows, waitForRow } from './tables.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';

let host: ExampleN8n;
let workflow: TestWorkflow;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
});
afterAll(async () => await host?.stop());

const log = async () => await tableRows(host.n8n.rest, 'ecom360_log');

it('does not fail where no table has been made yet', async () => {
	const { id } = await host.n8n.api.createWorkflow(await host.prepare('log-to-data-table'));
	const run = await host.n8n.api.run(id, 'Add up now');
	expect(run.summary.status).toBe('success');
	expect(await log()).toEqual([]);

	workflow = await host.activate('log-to-data-table');
	await workflow.runs(1);
});

it('logs a cart with everything that is known', async () => {
	const answer = await workflow.deliver({
		body: aKurtaCart({ utm_parameters: { utm_campaign: 'diwali' } }),
	});
	expect(answer).toMatchObject({ status: 200 });
	await waitForRow(host.n8n.rest, 'ecom360_log', { cart_id: 'cart_482915' });

	const [row, ...others] = await log();
	expect(others).toEqual([]);
	expect(Math.abs(Date.parse(String(row?.['abandoned_at'])) - Date.now())).toBeLessThan(60_000);
	expect(row).toEqual({
		id: 1,
		createdAt: expect.any(String),
		updatedAt: expect.any(String),
		abandoned_at: expect.any(String),
		dedupe_key: expect.stringMatching(/^[0-9a-f]{64}$/),
		store: 'kalakari-studio.myshopify.com',
		platform: 'SHOPIFY',
		name: 'Priya Sharma',
		cart_id: 'cart_482915',
		phone: '+916000376569',
		email: 'priya.sharma@example.com',
		reachable: true,
		items: 'Block Print Kurta – Indigo / M, Brass Diya – Set of 4 × 2',
		quantity: 3,
		total: 2067.3,
		currency: 'INR',
		coupon: 'FESTIVE10',
		campaign: 'diwali',
		link: 'https://kalakari-studio.myshopify.com/checkouts/c1a7f3e9a52b8d04?key=9d2f',
	});
});

it('logs a cart of which next to nothing is known', async () => {
	await workflow.deliver({
		body: { event: 'ABANDONED_CHECKOUT', data: { cart_id: 'bare', total_price: '100' } },
	});
	const row = await waitForRow(host.n8n.rest, 'ecom360_log', { cart_id: 'bare' });
	expect(row).toMatchObject({ total: 100, currency: 'INR', reachable: false, items: 'your cart' });
	expect([row['phone'], row['email'], row['name'], row['campaign']]).toEqual([
		null,
		null,
		null,
		null,
	]);
});

it('adds up the last seven days, once for each day and currency', async () => {
	await workflow.deliver({ body: aKurtaCart({ cart_id: 'third', total_price: 32.7 }) });
	await waitForRow(host.n8n.rest, 'ecom360_log', { cart_id: 'third' });

	await host.n8n.api.run(workflow.id, 'Add up now');
	await host.n8n.api.run(workflow.id, 'Add up now');
	const weeks = await tableRows(host.n8n.rest, 'ecom360_weeks');
	expect(weeks).toHaveLength(1);
	expect(weeks[0]).toMatchObject({ currency: 'INR', carts: 3, value: 2200, average: 733.33 });
	expect(weeks[0]?.['until']).toMatch(/^\d{4}-\d\d-\d\d$/);
	expect(weeks[0]?.['shoppers']).toBe(1);
});

it('loses no row when n8n is killed, and logs an event that comes again after that once', async () => {
	const body = aKurtaCart({ cart_id: 'killed' });
	const event = workflow.signed({ body });
	await workflow.deliver({ built: event });
	await waitForRow(host.n8n.rest, 'ecom360_log', { cart_id: 'killed' });
	const before = await log();

	await host.restart({ isSudden: true });
	await host.n8n.api.waitForWebhook(workflow.productionUrl);
	expect(await workflow.deliver({ built: event })).toMatchObject({ body: { status: 'accepted' } });
	await workflow.deliver({ body: aKurtaCart({ cart_id: 'after' }) });
	await waitForRow(host.n8n.rest, 'ecom360_log', { cart_id: 'after' });
	await host.n8n.settle();
	const ids = (await log()).map((row) => row['cart_id']);
	expect(ids).toEqual([...before.map((row) => row['cart_id']), 'after']);
});
