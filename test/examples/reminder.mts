import { jsonOf, type Recorded } from '../support/stub.mts';

/** Where the WhatsApp Business Cloud node of the examples sends to. */
export const META_URL = 'https://graph.facebook.com/v13.0/100000000000000/messages';

/** Matches the WhatsApp messages to one number. */
export function messageTo(to: string): (request: Recorded) => boolean {
	return (request) => {
		const isMessage = request.method === 'POST' && request.url === META_URL;
		return isMessage && (jsonOf(request) as { to?: string }).to === to;
	};
}

interface Reminder {
	to: string;
	template: string;
	texts: string[];
	suffix: string;
}

/** The reminder about the kurta cart, as Meta gets it; written by hand. */
export function aReminder({
	to = '916000376569',
	template = 'cart_reminder',
	texts = ['Priya', 'Block Print Kurta – Indigo / M, Brass Diya – Set of 4 × 2', '₹2,067.30'],
	suffix = 'checkouts/c1a7f3e9a52b8d04?key=9d2f',
}: Partial<Reminder> = {}): object {
	return {
		messaging_product: 'whatsapp',
		to,
		type: 'template',
		template: {
			name: template,
			language: { code: 'en' },
			components: [
				{ type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) },
				{
					type: 'button',
					sub_type: 'url',
					index: '0',
					parameters: [{ type: 'text', text: suffix }],
				},
			],
		},
	};
}
