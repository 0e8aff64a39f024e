import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { poll } from '../../scripts/n8n/poll.mts';
import { inject } from '../support/provided.mts';
import { Eraser, someone } from './eraser.mts';
import { EVERY_SECOND } from './looks.mts';
import { ExampleN8n } from './n8n.mts';
import { tableRows } from './tables.mts';
import { Traces } from './traces.mts';

const TIMEOUT_MS = 60_000;

let host: ExampleN8n;
let traces: Traces;
let eraser: Eraser;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	traces = await Traces.start(host.n8n.rest);
	eraser = new Eraser(host);
});
afterAll(async () => await host?.stop());

let shopper: ReturnType<typeof someone>;
beforeEach(() => {
	shopper = someone();
});

describe('with other settings', () => {
	it('erases the opt-out, too, where the owner wants that', async () => {
		await eraser.publish({ keep_opt_outs: false });
		const { phone } = shopper;
		await traces.add('ecom360_contacts', [{ phone, opted_out_at: new Date().toISOString() }]);
		expect((await eraser.form.fillIn(phone)).title).toBe('1 row was erased');
		expect(await traces.of({ phone })).toEqual([]);
	});

	it('forgets every night what is older than each table may keep, and no opt-out', async () => {
		const { phone } = shopper;
		const out = someone().phone;
		const at = new Date().toISOString();
		await traces.leave(shopper);
		await traces.add('ecom360_orders', [{ phone, ordered_at: at }]);
		await traces.add('ecom360_contacts', [{ phone: out, opted_out_at: at, language: 'hi' }]);
		const second = 1 / 86_400;
		const days = { messages_days: second, contacts_days: second, other_days: second };
		await eraser.publish({ ...days, reminders_days: 0, orders_days: 1 }, EVERY_SECOND);
		// For ever, and for a day.
		const stay = ['ecom360_orders', 'ecom360_orders', 'ecom360_reminders'];
		await poll(
			() => 'the old rows to go',
			TIMEOUT_MS,
			async () => (await traces.of(shopper)).length <= stay.length || undefined,
		);
		expect((await traces.of(shopper)).sort()).toEqual(stay);
		const rows = await tableRows(host.n8n.rest, 'ecom360_contacts');
		expect(rows.filter((row) => row['phone'] === out)).toMatchObject([
			{ opted_out_at: at, language: null },
		]);
	});
});
