import type { AbandonedCheckout, Cart } from '../checkout/checkout';
import type { Customer } from '../checkout/customer';
import type { DeliveryNames } from './recent-deliveries';
import type { Delivery } from '../webhook/delivery';
import type { LineItem } from '../checkout/line-item';
import type { Verified } from '../webhook/signature';
import { presentWhatsApp, type WhatsAppTexts } from './whatsapp-texts';
import type { JsonObject } from '../schemas/readers';

/** Where an item came from, and what is known of its transport. Header values are not signed. */
export interface DeliveryDetails {
	id: string;
	topic: string | null;
	version: string | null;
	storeUrl: string | null;
	attempt: number | null;
	receivedAt: string;
	sentAt: string | null;
	dedupeKey: string;
	signatureScheme: string;
	signatureEncoding: string;
	warnings: string[];
	/** With "Include Raw Body" only. */
	headers?: Record<string, string>;
	/** With "Include Ignored Events" only: why the event would have started nothing. */
	ignoredBecause?: string | null;
}

/** One item of the trigger: every key is always present, and unknown is null. */
export interface Item {
	event: string;
	cart: Cart | Omit<Cart, 'lineItems'>;
	customer: Customer;
	whatsapp: WhatsAppTexts;
	delivery: DeliveryDetails;
	/** With one item per line item only; null where the checkout lists none. */
	lineItem?: LineItem | null;
	/** With "Include Payload" only: the body exactly as parsed. */
	payload?: JsonObject;
}

export interface PresentRules {
	output: 'checkout' | 'lineItem';
	/** BCP 47. */
	locale: string;
}

/** Makes the trigger's items: one per checkout, or one per line item. */
export function present(
	event: string,
	checkout: AbandonedCheckout,
	delivery: DeliveryDetails,
	{ output, locale }: PresentRules,
): Item[] {
	const { cart, customer } = checkout;
	const whatsapp = presentWhatsApp(checkout, locale);
	if (output === 'checkout') return [{ event, cart, customer, whatsapp, delivery }];

	const { lineItems, ...rest } = cart;
	const rows: Array<LineItem | null> = lineItems.length > 0 ? lineItems : [null];
	return rows.map((lineItem) => ({
		event,
		cart: rest,
		customer,
		whatsapp,
		delivery,
		lineItem,
	}));
}

/** Describes a verified delivery, which its sender calls `id`; `fingerprint` names its body. */
export function describeDelivery(
	delivery: Delivery,
	{ id, fingerprint }: DeliveryNames,
	{ scheme, encoding }: Verified,
	warnings: Iterable<string>,
): DeliveryDetails {
	const attempt = delivery.line('x-webhook-attempt');
	return {
		id,
		topic: delivery.line('x-webhook-topic'),
		version: delivery.line('x-webhook-version'),
		storeUrl: delivery.line('x-store-url'),
		attempt: attempt !== null && /^\d{1,9}$/.test(attempt) ? Number(attempt) : null,
		receivedAt: new Date(delivery.receivedAt).toISOString(),
		sentAt: delivery.sentAt,
		dedupeKey: fingerprint,
		signatureScheme: scheme,
		signatureEncoding: encoding,
		warnings: [...warnings],
	};
}
