import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { poll } from '../../scripts/n8n/poll.mts';
import { inject } from '../support/provided.mts';
import { Eraser, someone } from './eraser.mts';
import { EVERY_SECOND } from './looks.mts';
import { ExampleN8n } from './n8n.mts';
import { tableRows } from './tables.mts';
import { Traces } from './traces.mts';

const DAY_MS = 86_400_000;
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
		await eraser.publish({ 'settings.keep_opt_outs': false });
		const { phone } = shopper;
		await traces.add('ecom360_contacts', [{ phone, opted_out_at: new Date().toISOString() }]);
		expect((await eraser.form.fillIn(phone)).title).toBe('1 row was erased');
		expect(await traces.of({ phone })).toEqual([]);
	});

	it('forgets every night what is older than each table may keep', async () => {
		const old = someone();
		const forEver = someone();
		await traces.leave(old, new Date(Date.now() - 31 * DAY_MS));
		await traces.leave(shopper, new Date(Date.now() - 29 * DAY_MS));
		await traces.add('ecom360_log', [{ email: forEver.email }]);
		const kinds = traces.tables.map((name) => name.replace('ecom360_', ''));
		const known = ['log', 'reminders', 'orders', 'payments', 'fallbacks', 'coupons', 'holdout'];
		const days = Object.fromEntries(known.map((kind) => [`settings.${kind}_days`, 30]));
		expect(kinds.filter((kind) => known.includes(kind))).toEqual(
			expect.arrayContaining(['log', 'reminders', 'orders']),
		);
		await eraser.publish({ ...days, 'settings.reminders_days': 0 }, EVERY_SECOND);
		// Not in Settings; a contact counts from its last change, which was just now.
		const stay = ['ecom360_later', 'ecom360_contacts', 'ecom360_reminders'].sort();
		await poll(
			() => 'the old rows to go',
			TIMEOUT_MS,
			async () => (await traces.of(old)).length <= stay.length || undefined,
		);
		expect((await traces.of(old)).sort()).toEqual(stay);
		expect(await traces.of(shopper)).toHaveLength(traces.countWith('phone'));
		// No date of its own: it counts from the day it was made.
		expect(await traces.of(forEver)).toEqual(['ecom360_log']);
	});

	it('forgets contacts, but no opt-out', async () => {
		const { phone } = shopper;
		const out = someone().phone;
		const at = new Date().toISOString();
		await traces.add('ecom360_contacts', [
			{ phone, replied_at: at },
			{ phone: out, opted_out_at: at, reason: 'Wrote STOP', language: 'hi' },
		]);
		await traces.add('ecom360_log', [{ phone: `+${phone}` }]);
		const second = 1 / 86_400;
		await eraser.publish(
			{ 'settings.contacts_days': second, 'settings.log_days': second },
			EVERY_SECOND,
		);
		await poll(
			() => 'contact and log to go',
			TIMEOUT_MS,
			async () => (await traces.of({ phone })).length === 0 || undefined,
		);
		const rows = await tableRows(host.n8n.rest, 'ecom360_contacts');
		expect(rows.filter((row) => row['phone'] === out)).toMatchObject([
			{ opted_out_at: at, language: null, reason: 'Opted out' },
		]);
	});
});
