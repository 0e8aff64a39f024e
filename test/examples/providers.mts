import { jsonOf, type Recorded, type StubAnswer } from '../support/stub.mts';
import { metaMessage, TEXTS } from './meta.mts';
import { NUMBER, type Choices } from './n8n.mts';
import { aReminder } from './sender.mts';

/** What a provider's documentation says of one message. */
export interface Provider {
	url: string;
	choices: Choices;
	header: [string, string];
	taken: object;
	messageId: string;
	refusal: StubAnswer;
	/** What WhatsApp or the provider would mind in a request. */
	sent: (request: Recorded) => unknown;
	expected: unknown;
}

const form = ({ body }: Recorded) => {
	const fields = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
	return { ...fields, template: JSON.parse(fields['template'] ?? '') as unknown };
};

/** As Meta answers what it refuses. */
export const metaRefusal = (status: number, code: number, more: object = {}): StubAnswer => ({
	status,
	body: {
		error: {
			message: `(#${code}) Title of ${code}`,
			type: 'OAuthException',
			code,
			error_data: { messaging_product: 'whatsapp', details: `Details of\n${code}` },
			...more,
		},
	},
});

/** By the file that sends through them. */
export const PROVIDERS: Record<string, Provider> = {
	'send-whatsapp': {
		url: `https://graph.facebook.com/v23.0/${NUMBER}/messages`,
		choices: { values: { Settings: { 'settings.phone_number_id': NUMBER } } },
		header: ['authorization', 'Bearer meta-token'],
		taken: { messages: [{ id: 'wamid.HBgM', message_status: 'accepted' }] },
		messageId: 'wamid.HBgM',
		refusal: metaRefusal(400, 131026),
		sent: jsonOf,
		expected: metaMessage(),
	},
	'send-spur': {
		url: 'https://api.spurnow.com/send-message',
		choices: { credentials: { httpBearerAuth: { token: 'spur-key' } } },
		header: ['authorization', 'Bearer spur-key'],
		taken: { success: true, messageId: 'spur-1' },
		messageId: 'spur-1',
		refusal: { status: 400, body: { success: false, message: 'Template not found' } },
		sent: jsonOf,
		expected: {
			channel: 'whatsapp',
			to: aReminder.to,
			content: {
				type: 'template',
				template: metaMessage().template,
			},
		},
	},
	'send-gupshup': {
		url: 'https://api.gupshup.io/wa/api/v1/template/msg',
		choices: {
			credentials: { httpHeaderAuth: { name: 'apikey', value: 'gupshup-key' } },
			values: { Settings: { 'settings.source': '+91 00000 00000', 'settings.app': 'MyShop' } },
		},
		header: ['apikey', 'gupshup-key'],
		taken: { status: 'submitted', messageId: 'gs-1' },
		messageId: 'gs-1',
		refusal: { status: 400, body: { status: 'error', message: 'Invalid Destination' } },
		sent: form,
		expected: {
			source: '910000000000',
			'src.name': 'MyShop',
			destination: aReminder.to,
			template: { id: 'cart_reminder', params: [...TEXTS, aReminder.button_suffix] },
		},
	},
	'send-interakt': {
		url: 'https://api.interakt.ai/v1/public/message/',
		choices: {
			credentials: { httpHeaderAuth: { name: 'Authorization', value: 'Basic interakt-key' } },
		},
		header: ['authorization', 'Basic interakt-key'],
		taken: { result: true, message: 'Message queued for sending', id: 'ia-1' },
		messageId: 'ia-1',
		refusal: { status: 400, body: { result: false, message: 'No approved template found' } },
		sent: jsonOf,
		expected: {
			countryCode: '+91',
			phoneNumber: '6000376569',
			callbackData: aReminder.dedupe_key,
			type: 'Template',
			template: {
				name: 'cart_reminder',
				languageCode: 'en',
				bodyValues: TEXTS,
				buttonValues: { '0': [aReminder.button_suffix] },
			},
		},
	},
	'send-limechat': {
		url: 'https://flow-builder.limechat.ai/api/v1/cvf-events',
		choices: {
			credentials: {
				httpCustomAuth: {
					json: JSON.stringify({ headers: { 'x-limechat-uat': 'lime', 'x-fb-account-id': '42' } }),
				},
			},
		},
		header: ['x-limechat-uat', 'lime'],
		taken: { success: true, id: 'lime-1' },
		messageId: 'lime-1',
		refusal: { status: 422, body: { message: 'phone is not valid' } },
		sent: jsonOf,
		expected: {
			distinct_id: aReminder.email,
			phone: aReminder.to,
			event: 'abandoned_checkout',
			data: {
				template: 'cart_reminder',
				language: 'en',
				step: 1,
				name: aReminder.customer_name,
				email: aReminder.email,
				cart_id: aReminder.cart_id,
				items: aReminder.items_text,
				total_text: aReminder.total_text,
				coupon: '',
				recovery_url: aReminder.link,
				button_suffix: aReminder.button_suffix,
				image_url: aReminder.image_url,
			},
		},
	},
	'send-sms': {
		url: 'https://control.msg91.com/api/v5/flow',
		choices: {
			credentials: { httpHeaderAuth: { name: 'authkey', value: 'msg91-key' } },
			values: { Settings: { 'settings.template_id': 'sms-7' } },
		},
		header: ['authkey', 'msg91-key'],
		taken: { type: 'success', message: '3568746f7a' },
		messageId: '3568746f7a',
		refusal: { body: { type: 'error', message: 'Please provide valid mobile no.', code: '202' } },
		sent: jsonOf,
		expected: {
			template_id: 'sms-7',
			short_url: '1',
			recipients: [
				{ mobiles: aReminder.to, name: 'Priya', total: '₹2,067.30', link: aReminder.link },
			],
		},
	},
};
