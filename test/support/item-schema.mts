import { z } from 'zod';

/** The published shape of an item, written from the contract and not from the code. */

/** Known text: unknown is null, never blank. */
const text = z.string().refine((value) => value.trim() !== '', 'is blank');
const amount = z.number().finite().nonnegative();
const url = z.string().regex(/^https?:\/\//i);
const country = z.string().regex(/^[A-Z]{2}$/);
const digits = z.string().regex(/^\d+$/);

const lineItem = z
	.object({
		productId: text.nullable(),
		variantId: text.nullable(),
		sku: text.nullable(),
		title: text.nullable(),
		price: amount.nullable(),
		quantity: amount.nullable(),
		weightGrams: amount.nullable(),
		imageUrl: url.nullable(),
	})
	.strict();

const cartWithoutLineItems = z
	.object({
		id: text.nullable(),
		token: text.nullable(),
		storeUrl: text.nullable(),
		platform: text.nullable(),
		recoveryUrl: url.nullable(),
		currency: z.string().regex(/^[A-Z]{3}$/),
		originalTotal: amount.nullable(),
		discountTotal: amount.nullable(),
		total: amount.nullable(),
		lineItemCount: z.number().int().nonnegative().nullable(),
		quantity: amount.nullable(),
		promotions: z.array(z.object({ code: text.nullable(), value: amount.nullable() }).strict()),
		couponCode: text.nullable(),
		utm: z.record(text),
	})
	.strict();

const customer = z
	.object({
		firstName: text.nullable(),
		lastName: text.nullable(),
		fullName: text.nullable(),
		email: text.nullable(),
		phone: z
			.string()
			.regex(/^\+[1-9]\d{6,14}$/)
			.nullable(),
		phoneAsSent: text.nullable(),
		callingCode: z
			.string()
			.regex(/^\+[1-9]\d{0,2}$/)
			.nullable(),
		nationalNumber: digits.nullable(),
		countryCode: country.nullable(),
		marketingConsent: z.boolean().nullable(),
		address: z
			.object({
				name: text.nullable(),
				address1: text.nullable(),
				address2: text.nullable(),
				city: text.nullable(),
				province: text.nullable(),
				provinceCode: text.nullable(),
				zip: text.nullable(),
				country: text.nullable(),
				countryCode: country.nullable(),
				phone: text.nullable(),
			})
			.strict(),
	})
	.strict();

const whatsapp = z
	.object({
		reachable: z.boolean(),
		to: digits.nullable(),
		customerName: text,
		itemsText: text,
		totalText: text,
		originalTotalText: text,
		discountText: text,
		couponCode: text,
		buttonSuffix: text.nullable(),
		imageUrl: url.nullable(),
	})
	.strict();

const delivery = z
	.object({
		id: text,
		topic: text.nullable(),
		version: text.nullable(),
		storeUrl: text.nullable(),
		attempt: z.number().int().nonnegative().nullable(),
		receivedAt: z.string().datetime(),
		sentAt: z.string().datetime().nullable(),
		dedupeKey: text,
		signatureScheme: z.enum([
			'rawBody',
			'timestampBody',
			'timestampDotBody',
			'standardWebhooks',
			'custom',
		]),
		signatureEncoding: z.enum(['hex', 'base64']),
		warnings: z.array(text),
		headers: z.record(z.string()).optional(),
		ignoredBecause: text.nullable().optional(),
	})
	.strict();

const common = {
	event: text,
	customer,
	whatsapp,
	delivery,
	payload: z.record(z.unknown()).optional(),
};

/** An item as n8n stores it: after JSON. */
export const itemSchema = {
	checkout: z
		.object({ ...common, cart: cartWithoutLineItems.extend({ lineItems: z.array(lineItem) }) })
		.strict(),
	lineItem: z
		.object({ ...common, cart: cartWithoutLineItems, lineItem: lineItem.nullable() })
		.strict(),
};

/** What of the item is not of the published shape: one line each. */
export function shapeProblems(item: unknown, output: keyof typeof itemSchema): string[] {
	const result = itemSchema[output].safeParse(JSON.parse(JSON.stringify(item)));
	const issues = result.error?.issues ?? [];
	return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
