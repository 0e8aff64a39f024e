import { expect } from '@jest/globals';

import type { Email } from '../support/smtp.mts';
import { MetaApp } from './meta-app.mts';
import type { ExampleN8n } from './n8n.mts';
import { tableRows, type Row } from './tables.mts';

/** The example `whatsapp-inbox`, running on an n8n, with Meta's app on the other side. */
export class Inbox {
	readonly app = new MetaApp();
	#id = '';

	constructor(readonly host: ExampleN8n) {}

	/** Of the workflow. */
	get id(): string {
		return this.#id;
	}

	/** Publishes the example; its table is made then, and Meta subscribed. */
	async publish(): Promise<void> {
		this.host.stub.respond = this.app.answer;
		this.#id = await this.host.publish('whatsapp-inbox', {
			credentials: { whatsAppTriggerApi: this.app.credential, smtp: this.host.mail.credential },
			values: {
				Settings: {
					'settings.team_email': 'team@example.com',
					'settings.sender_email': 'shop@example.com',
				},
			},
		});
		await this.host.n8n.api.waitForExecutions(this.#id, 1);
		await this.app.subscribed();
	}

	/** Calls n8n as Meta does, and waits until n8n is done with it. */
	async call(...parts: Parameters<MetaApp['call']>): Promise<void> {
		const { api } = this.host.n8n;
		const before = (await api.waitForExecutions(this.#id, 0)).length;
		expect(await this.app.call(...parts)).toMatchObject({ status: 200 });
		await api.waitForExecutions(this.#id, before + 1);
	}

	/** What the table says about a shopper. */
	async contacts(phone: string): Promise<Row[]> {
		const rows = await tableRows(this.host.n8n.rest, 'ecom360_contacts');
		return rows.filter((row) => row['phone'] === phone);
	}

	/** The time in a column of a shopper's only row. */
	async timeOf(phone: string, column: string): Promise<number> {
		const rows = await this.contacts(phone);
		expect(rows).toHaveLength(1);
		return Date.parse(String(rows[0]?.[column]));
	}

	/** What the team was told about a shopper. */
	emails(phone: string): Email[] {
		return this.host.mail.emails.filter(({ subject }) => subject.includes(phone));
	}
}
