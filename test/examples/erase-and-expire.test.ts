import { beforeEach, describe, expect, it } from '@jest/globals';

import { poll } from '../../scripts/n8n/poll.mts';
import { anotherShopper } from './checkout.mts';
import { WebForm, type Ending } from './form.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import type { Row, Tables } from './tables.mts';
import { Traces } from './traces.mts';

const TIMEOUT_MS = 60_000;
const LOGIN = { user: 'owner', password: 'a long password' };
const FORM = '8778c099-d268-53eb-8873-3461aca25151';

let host: ExampleN8n;
let tables: Tables;
let traces: Traces;
let form: WebForm;
let id: string;

withN8n(async (started) => {
	host = started;
	({ tables } = host);
	traces = new Traces(tables);
	await traces.makeTables();
	id = await host.publish('erase-and-expire', { credentials: { httpBasicAuth: LOGIN } });
	form = new WebForm(`${host.n8n.url}/form/${FORM}`, LOGIN);
	await form.ready();
});

/** A shopper whom no table knows yet. */
function someone(): { phone: string; email: string } {
	const { phone, digits } = anotherShopper();
	return { phone, email: `s_${digits}@example.com` };
}

let shopper: ReturnType<typeof someone>;
beforeEach(() => {
	shopper = someone();
});

const erase = async (who: string): Promise<Ending> => await form.fillIn(who, 'Nothing');
const eraseButOptOut = async (who: string) =>
	await form.fillIn(who, 'Only that they want no messages');

it('is not shown, and takes nothing, without the password', async () => {
	await traces.leave(shopper);
	expect((await fetch(form.url)).status).toBe(401);
	const body = new FormData();
	body.append('field-0', shopper.phone);
	body.append('field-1', 'Nothing');
	const wrong = [
		{},
		{ 'x-auth-token': 'guessed' },
		{ authorization: `Basic ${Buffer.from('owner:guessed').toString('base64')}` },
	];
	for (const headers of wrong) {
		expect((await fetch(form.url, { method: 'POST', body, headers })).status).toBe(401);
	}
	expect(await traces.of(shopper)).toHaveLength(traces.countWith('phone'));
});

describe('the form', () => {
	it('erases a shopper by phone number, with what is known under the e-mail', async () => {
		const { phone, email } = shopper;
		const other = someone();
		await traces.leave({ phone, email });
		await traces.leave({ email });
		await traces.leave(other);
		// A family's e-mail, with another number.
		await traces.leave({ phone: other.phone, email });
		const rows = traces.countWith('phone') + traces.countWith('email');
		expect(await erase(phone)).toEqual({
			title: `${rows} rows were erased`,
			message: 'Nothing about this shopper is left in the ecom360 tables.',
		});
		expect(await traces.of({ phone })).toEqual([]);
		expect(await traces.of(other)).toHaveLength(2 * traces.countWith('phone'));
	});

	it('erases a shopper by e-mail, with what is known under the phone number', async () => {
		const { phone, email } = shopper;
		const other = someone();
		await traces.leave({ phone, email });
		await traces.leave({ phone });
		await traces.leave({ email });
		await traces.leave(other);
		const { title } = await erase(` ${email.toUpperCase()} `);
		const rows = 2 * traces.countWith('phone') + traces.countWith('email');
		expect(title).toBe(`${rows} rows were erased`);
		expect(await traces.of({ phone, email })).toEqual([]);
		expect(await traces.of(other)).toHaveLength(traces.countWith('phone'));
	});

	it('knows a number however it is written', async () => {
		const ways = [
			(digits: string) => `+91 ${digits.slice(2, 7)}-${digits.slice(7)}`,
			(digits: string) => `0${digits.slice(2)}`,
			(digits: string) => digits,
			(digits: string) => `(+91) ${digits.slice(2)}`,
		];
		for (const write of ways) {
			const { phone } = someone();
			await tables.add('own', { phone }, { phone: phone.slice(1) });
			expect((await erase(write(phone.slice(1)))).title).toBe('2 rows were erased');
		}
	});

	it('leaves everybody whose address is only like the one that was entered', async () => {
		const { email } = shopper;
		const others = [`x${email}`, `${email}.in`, email.replace('_', 'x')];
		await tables.add('orders', ...[...others, email].map((each) => ({ email: each })));
		const carts = others.map((each) => ({ key: each, cart: JSON.stringify({ email: each }) }));
		await tables.add('reminders', ...carts);
		expect((await erase(email)).title).toBe('1 row was erased');
		for (const other of others) expect(await traces.of({ email: other })).toHaveLength(2);
	});

	it('leaves the settings of the shop', async () => {
		await tables.make('settings', { name: 'string', email: 'string' });
		await tables.add('settings', { name: 'team_email', email: shopper.email });
		await erase(shopper.email);
		expect(await tables.rows('settings')).toHaveLength(1);
	});

	it('says when there is nothing, and erases nothing', async () => {
		const other = someone();
		await traces.leave(other);
		await tables.add('own', { phone: '', email: '' });
		expect(await erase(shopper.phone)).toEqual({
			title: '0 rows were erased',
			message: `Nothing was found about ${shopper.phone}.`,
		});
		for (const text of ['Priya', '+', '@', '%@%', '{{ $json }}']) {
			expect((await erase(text)).title).toBe('Nothing was erased');
		}
		expect(await traces.of(other)).toHaveLength(traces.countWith('phone'));
		expect(await traces.of({ phone: '' })).toContain('own');
	});

	it('keeps an opt-out where the owner wants that, with nothing but number and address', async () => {
		const { phone, email } = shopper;
		const at = '2026-01-31T10:00:00.000Z';
		await traces.leave({ phone, email });
		await tables.add('contacts', { phone, opted_out_at: at, replied_at: at });
		const { message } = await eraseButOptOut(email);
		expect(message).toBe(
			'That they want no messages is kept, so that nobody writes to them again.',
		);
		expect(await traces.of(shopper)).toEqual(Array(3).fill('contacts'));
		const rows = await tables.rows('contacts');
		const theirs = rows.filter((row) => row['phone'] === phone || row['email'] === email);
		for (const row of theirs) {
			expect(row).toMatchObject({ replied_at: null, language: null, not_before: null });
			expect(Date.parse(String(row['opted_out_at']))).toBeGreaterThan(Date.parse(at));
		}
		// Without that wish the opt-out goes, too.
		await erase(email);
		await erase(phone);
		expect(await traces.of(shopper)).toEqual([]);
	});

	it('keeps no execution that holds what was erased', async () => {
		await traces.leave(shopper);
		await erase(shopper.phone);
		const none = async () => (await host.n8n.api.executions(id)).length === 0 || undefined;
		await poll(() => 'no execution', TIMEOUT_MS, none);
	});
});

it('finishes the job when n8n was killed halfway and the same is entered again', async () => {
	const { email } = shopper;
	const phones = Array.from({ length: 20 }, () => anotherShopper().phone);
	await tables.add('orders', ...phones.map((phone) => ({ phone, email })));
	await tables.add('contacts', ...phones.map((phone) => ({ phone })));
	const left = async (names: string[]) => {
		const found = await Promise.all(names.map(async (name) => await tables.rows(name)));
		const isTheirs = (row: Row) => row['email'] === email || phones.includes(String(row['phone']));
		return found.flat().filter(isTheirs).length;
	};
	await form.send(email, 'Nothing');
	const begun = async () => (await left(['contacts'])) < phones.length || undefined;
	await poll(() => 'the first contact to go', TIMEOUT_MS, begun);
	await host.restart({ isSudden: true });
	await form.ready();
	expect(await left(traces.names)).toBeGreaterThan(0);

	await erase(email);
	expect(await left(traces.names)).toBe(0);
});

it('forgets every week what is too old, and neither what is newer nor an opt-out', async () => {
	const old = someone();
	const silent = someone();
	await traces.leave(old);
	await tables.add('contacts', { phone: silent.phone, opted_out_at: '2026-01-31' });
	const forget = async (keep_days: number) => {
		const values = { Settings: { keep_days } };
		const credentials = { httpBasicAuth: LOGIN };
		const example = await host.prepare('erase-and-expire', { values, credentials });
		const { id: copy } = await host.n8n.api.createWorkflow(example);
		expect((await host.n8n.api.run(copy, 'Once a week')).summary.status).toBe('success');
	};
	// Where rows stay for ever, and where all of them are younger than that.
	for (const days of [0, 1]) await forget(days);
	expect(await traces.of(old)).toHaveLength(traces.countWith('phone'));

	const fiveSeconds = 5 / 86_400;
	const gone = async () => {
		await forget(fiveSeconds);
		return (await traces.of(old)).length === 0 || undefined;
	};
	await poll(() => 'the old rows to go', TIMEOUT_MS, gone);
	const newer = someone();
	await traces.leave(newer);
	await forget(fiveSeconds);
	expect(await traces.of(newer)).toHaveLength(traces.countWith('phone'));
	expect(await traces.of({ phone: silent.phone })).toEqual(['contacts']);
});
