import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { activateHoldout, holdoutRows } from './holdout.mts';
import { ExampleN8n } from './n8n.mts';
import { addRows, tableRows, type Row } from './tables.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import type { SmtpStub } from '../support/smtp.mts';

const DAY_MS = 86_400_000;

let host: ExampleN8n;
let mail: SmtpStub;
let workflow: TestWorkflow;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	({ mail } = host);
	workflow = await activateHoldout(host);
});
afterAll(async () => await host?.stop());

describe('the report', () => {
	const at = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

	/** Shoppers who left a cart six days ago, with this currency to tell them from all others. */
	async function shoppers(currency: string, group: string, count: number): Promise<string[]> {
		const phones = Array.from({ length: count }, () => anotherShopper().digits);
		const rows = phones.map((phone) => ({
			...{ phone, group, currency, key: phone, status: 'sent', at: at(6) },
			...{ email: `${phone}@example.com`, cart_token: `token-${phone}` },
		}));
		await addRows(host.n8n.rest, 'ecom360_holdout', rows);
		return phones;
	}

	let count = 0;
	const orders = async (currency: string, list: Row[]) => {
		const rows = list.map((order) => ({
			...{ order_id: `order_${++count}`, currency, ordered_at: at(5), ...order },
		}));
		await addRows(host.n8n.rest, 'ecom360_orders', rows);
	};

	async function report(): Promise<Row[]> {
		const { summary } = await host.n8n.api.run(workflow.id, 'Report now');
		expect(summary.status).toBe('success');
		return await tableRows(host.n8n.rest, 'ecom360_uplift');
	}

	it('compares what was ordered, by phone, email or token, with the holdout', async () => {
		const held = await shoppers('AED', 'holdout', 10);
		const a = await shoppers('AED', 'A', 10);
		const b = await shoppers('AED', 'B', 5);
		await orders('AED', [
			{ phone: held[0], total: 100 },
			// Another shopper's order; one that is too early, and one too late.
			{ phone: 'none', total: 999 },
			{ phone: held[1], total: 999, ordered_at: at(7) },
			{ phone: b[1], total: 999, ordered_at: at(-2) },
			{ phone: a[0], total: 50.5 },
			// A payment for the same order counts once.
			{ phone: a[0], total: 50.5, ordered_at: at(4.9) },
			{ email: `${a[1]}@example.com`, total: 150 },
			{ checkout_token: `token-${a[2]}`, total: 100 },
			{ tags: `|token-${a[3]}|`, total: 99.5 },
			{ phone: b[0], total: 60 },
		]);
		const seen = (await report()).filter(({ currency }) => currency === 'AED');
		const line = (group: string) => seen.find((found) => found['group'] === group);
		expect(seen).toHaveLength(4);
		expect(line('holdout')).toMatchObject({
			...{ shoppers: 10, orders: 1, order_rate: 10, revenue: 100, revenue_per_shopper: 10 },
			...{ extra_orders: null, extra_revenue: null, certain: null },
		});
		expect(line('A')).toMatchObject({
			...{ shoppers: 10, orders: 4, order_rate: 40, revenue: 400, revenue_per_shopper: 40 },
			...{ extra_orders: 3, extra_revenue: 300, certain: false },
		});
		expect(line('B')).toMatchObject({
			...{ shoppers: 5, orders: 1, order_rate: 20, revenue: 60, revenue_per_shopper: 12 },
			...{ extra_orders: 0.5, extra_revenue: 10, certain: false },
		});
		expect(line('A and B')).toMatchObject({
			...{ shoppers: 15, orders: 5, order_rate: 33.3, revenue: 460, revenue_per_shopper: 30.67 },
			...{ extra_orders: 3.5, extra_revenue: 310, certain: false },
		});
		expect((await holdoutRows(host, String(held[0])))[0]).toMatchObject({ order_total: 100 });

		const [email] = await mail.waitFor(1, () => true);
		expect(email?.to).toEqual(['team@example.com']);
		expect(email?.text).toContain(
			'Template A: 10 shoppers, 4 ordered (40 of 100), AED 400. Difference to the holdout: 3 orders, AED 300. This may still be chance',
		);
	});

	it('says what is more than chance, keeps one line a day, and does without email', async () => {
		mail.isRefusing = true;
		await shoppers('USD', 'holdout', 20);
		const a = await shoppers('USD', 'A', 20);
		await orders(
			'USD',
			a.slice(0, 10).map((phone) => ({ phone, total: 5 })),
		);
		await report();
		const seen = (await report()).filter(({ currency }) => currency === 'USD');
		expect(seen.map(({ group, certain }) => [group, certain])).toEqual([
			['holdout', null],
			['A', true],
			['A and B', true],
		]);
	});
});
