import { jsonOf, type Recorded } from '../support/stub.mts';

/** Where the WhatsApp Business Cloud node of the examples sends to, whoever the sender is. */
const META_URL = /^https:\/\/graph\.facebook\.com\/v13\.0\/\w+\/messages$/;

/** Matches the WhatsApp messages to one number. */
export function messageTo(to: string): (request: Recorded) => boolean {
	return (request) => {
		const isMessage = request.method === 'POST' && META_URL.test(request.url);
		return isMessage && (jsonOf(request) as { to?: string }).to === to;
	};
}

interface Reminder {
	to: string;
	template: string;
	language: string;
	texts: string[];
	suffix: string;
}

/** The reminder about the kurta cart, as Meta gets it; written by hand. */
export function aReminder({
	to = '916000376569',
	template = 'cart_reminder',
	language = 'en',
	texts = ['Priya', 'Block Print Kurta – Indigo / M, Brass Diya – Set of 4 × 2', '₹2,067.30'],
	suffix = 'checkouts/c1a7f3e9a52b8d04?key=9d2f',
}: Partial<Reminder> = {}): object {
	return {
		messaging_product: 'whatsapp',
		to,
		type: 'template',
		template: {
			name: template,
			language: { code: language },
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
