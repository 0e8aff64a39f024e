import type { AbandonedCheckout } from '../checkout/checkout';
import type { OrderPayment } from '../checkout/payment';
import { isTooLongForButton, type LinkParameter, withParameters } from '../checkout/recovery-link';
import { type FallbackTexts, presentPayment, presentWhatsApp } from '../checkout/whatsapp-texts';
import type { LineItem } from '../item/cart.schema';
import type { DeliveryDetails, Warning } from '../item/delivery.schema';
import type { Item } from '../item/item.schema';
import type { Delivery } from '../webhook/delivery';
import type { Verified } from '../webhook/signature';
import type { DeliveryNames } from './duplicates';

export interface PresentRules {
	output: 'checkout' | 'lineItem';
	/** BCP 47. */
	locale: string;
	fallbackTexts?: FallbackTexts;
	/** Added to the link back to the checkout. */
	linkParameters?: readonly LinkParameter[];
}

/** Makes the trigger's items: one per checkout, or one per line item; and one for a payment. */
export function present(
	event: string,
	subject: AbandonedCheckout | OrderPayment,
	delivery: DeliveryDetails,
	rules: PresentRules,
): Item[] {
	if ('cart' in subject) return presentCheckout(event, subject, delivery, rules);
	const { order, payment, customer } = subject;
	const whatsapp = presentPayment(subject, rules.locale, rules.fallbackTexts);
	return [{ event, order, payment, customer, whatsapp, delivery }];
}

function presentCheckout(
	event: string,
	checkout: AbandonedCheckout,
	details: DeliveryDetails,
	{ output, locale, fallbackTexts, linkParameters = [] }: PresentRules,
): Item[] {
	const { customer } = checkout;
	const link = checkout.cart.recoveryUrl;
	const recoveryUrl = link && withParameters(link, linkParameters);
	const cart = { ...checkout.cart, recoveryUrl };
	const whatsapp = presentWhatsApp({ ...checkout, cart }, locale, fallbackTexts);
	const isTooLong = recoveryUrl !== null && isTooLongForButton(recoveryUrl);
	const delivery = isTooLong ? withWarning(details, 'recovery_url_too_long') : details;
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

function withWarning(delivery: DeliveryDetails, warning: Warning): DeliveryDetails {
	return { ...delivery, warnings: [...delivery.warnings, warning] };
}

/** Describes a verified delivery, which its sender calls `id`; `fingerprint` names its body. */
export function describeDelivery(
	delivery: Delivery,
	{ id, fingerprint }: DeliveryNames,
	{ scheme, encoding }: Verified,
	warnings: Iterable<Warning>,
): DeliveryDetails {
	return {
		id,
		topic: delivery.topic,
		version: delivery.version,
		storeUrl: delivery.storeUrl,
		attempt: delivery.attempt,
		receivedAt: new Date(delivery.receivedAt).toISOString(),
		sentAt: delivery.sentAt,
		dedupeKey: fingerprint,
		signatureScheme: scheme,
		signatureEncoding: encoding,
		warnings: [...warnings],
	};
}
