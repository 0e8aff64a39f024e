import { addRow, type Row } from './tables.mts';
import { Kit, remindersAfter, type Settings } from './kit.mts';
import type { ExampleN8n } from './n8n.mts';

export const [FIRST, SECOND] = ['whatsapp cart_reminder', 'whatsapp cart_reminder_2'] as const;
export const BOTH: string[] = [FIRST, SECOND];
export const DAY_MS = 86_400_000;
/** What decides for all carts; the tests that change it put it back. */
export const SETTINGS: Settings = {
	...remindersAfter(8, 16, 0),
	reminder_3_minutes: '',
	channels: 'whatsapp, email, sms',
	languages: 'IN=en, AE=ar',
	not_again_days: 7,
	oldest_cart_hours: 72,
	pause_after_order_days: 2,
	holdout_percent: 0,
	high_cart_total: 0,
	time_zone: 'Asia/Kolkata',
	quiet_from: '00:00',
	quiet_until: '00:00',
};

/** What a shopper could write to be read as something else. */
export const ODD = `"}], {{ $json.phone }} {{ 1 + 1 }} <img src=x onerror=alert(1)> ' OR 1=1 --`;
const link = `https://kalakari-studio.myshopify.com/checkouts/c1?key={{1+1}}&x='"}]`;
export const ODD_CART = {
	cart_id: ODD,
	// In a filter it stands for anything.
	cart_token: '%',
	abandoned_checkout_url: link,
	line_items: [{ title: ODD, price: 1, quantity: 1 }],
	customer: { first_name: `Priya\n${ODD}`, last_name: ODD },
};

/** So many milliseconds from now, as tables hold it. */
export const from = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** A kit with what the tables say of shoppers. */
export class Shop extends Kit {
	/** Publishes `recover` with all that decides who is messaged. */
	static async open(host: ExampleN8n): Promise<Shop> {
		const shop = new Shop(host);
		host.stub.respond = shop.senders.respond;
		await shop.startRecover(SETTINGS, {
			activated: ['Tell your team'],
			credentials: { smtp: host.mail.credential },
		});
		await shop.change({ team_email: 'team@example.com', sender_email: 'shop@example.com' });
		return shop;
	}

	async add(table: string, row: Row): Promise<void> {
		await addRow(this.host.n8n.rest, table, row);
	}

	async contact(row: Row): Promise<void> {
		await this.add('ecom360_contacts', row);
	}

	async order(row: Row): Promise<void> {
		await this.add('ecom360_orders', { order_id: 'order', ordered_at: from(0), ...row });
	}
}
