/** A quick check of an item's published shape; `itemSchema` is the thorough one, ten times slower. */

type Check = (value: unknown) => boolean;

const aText: Check = (value) => typeof value === 'string' && value.trim() !== '';
const aNumber: Check = (value) => typeof value === 'number' && value >= 0 && value < Infinity;
const aCount: Check = (value) => Number.isSafeInteger(value) && aNumber(value);
const aFlag: Check = (value) => typeof value === 'boolean';
const aUrl: Check = (value) => typeof value === 'string' && /^https?:\/\//i.test(value);
const like =
	(pattern: RegExp): Check =>
	(value) =>
		typeof value === 'string' && pattern.test(value);
const orNull =
	(check: Check): Check =>
	(value) =>
		value === null || check(value);
const listOf =
	(check: Check): Check =>
	(value) =>
		Array.isArray(value) && value.every(check);

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Exactly these keys, each as its check says. */
function keyed(checks: Record<string, Check>): Check {
	const entries = Object.entries(checks);
	return (value) =>
		isObject(value) &&
		Object.keys(value).length === entries.length &&
		entries.every(([key, check]) => Object.hasOwn(value, key) && check(value[key]));
}

const LONGEST = { customerName: 61, itemsText: 320, couponCode: 61, money: 61 };

/** Text that WhatsApp takes as a template parameter, and no longer than this. */
const template =
	(longest: number): Check =>
	(value) =>
		typeof value === 'string' &&
		value.length <= longest &&
		value === value.trim() &&
		!/[\p{Cc}\u2028\u2029\p{Cs}]| {5}/u.test(value) &&
		/[\p{L}\p{N}\p{P}\p{S}]/u.test(value);

const money = template(LONGEST.money);
const texts = orNull(aText);
const amounts = orNull(aNumber);
const countries = orNull(like(/^[A-Z]{2}$/));

const lineItem = keyed({
	...{ productId: texts, variantId: texts, sku: texts, title: texts },
	...{ price: amounts, quantity: amounts, weightGrams: amounts, imageUrl: orNull(aUrl) },
});

const cart = {
	...{ id: texts, token: texts, storeUrl: texts, platform: texts, recoveryUrl: orNull(aUrl) },
	currency: like(/^[A-Z]{3}$/),
	...{ originalTotal: amounts, discountTotal: amounts, total: amounts },
	...{ lineItemCount: orNull(aCount), quantity: amounts, couponCode: texts },
	promotions: listOf(keyed({ code: texts, value: amounts })),
	utm: (value: unknown) => isObject(value) && Object.values(value).every(aText),
};

const customer = keyed({
	...{ firstName: texts, lastName: texts, fullName: texts, email: texts, phoneAsSent: texts },
	phone: orNull(like(/^\+[1-9]\d{6,14}$/)),
	callingCode: orNull(like(/^\+[1-9]\d{0,2}$/)),
	nationalNumber: orNull(like(/^\d+$/)),
	countryCode: countries,
	marketingConsent: orNull(aFlag),
	address: keyed({
		...{ name: texts, address1: texts, address2: texts, city: texts, province: texts },
		...{ provinceCode: texts, zip: texts, country: texts, countryCode: countries, phone: texts },
	}),
});

const whatsapp = keyed({
	reachable: aFlag,
	to: orNull(like(/^[1-9]\d{6,14}$/)),
	customerName: template(LONGEST.customerName),
	itemsText: template(LONGEST.itemsText),
	...{ totalText: money, originalTotalText: money, discountText: money },
	couponCode: template(LONGEST.couponCode),
	buttonSuffix: orNull(like(/^[^\s\p{Cc}]+$/u)),
	imageUrl: orNull(aUrl),
});

const isoDate = like(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
const delivery = {
	id: template(201),
	...{ topic: orNull(template(201)), version: orNull(template(201)) },
	...{ storeUrl: orNull(template(201)), attempt: orNull(aCount) },
	...{ receivedAt: isoDate, sentAt: orNull(isoDate), dedupeKey: like(/^[0-9a-f]{64}$/) },
	signatureScheme: like(/^(?:rawBody|timestampBody|timestampDotBody|standardWebhooks|custom)$/),
	signatureEncoding: like(/^(?:hex|base64)$/),
	warnings: listOf(aText),
};

export interface ItemForm {
	output: 'checkout' | 'lineItem';
	hasPayload: boolean;
	hasHeaders: boolean;
}

const forms = new Map<string, Check>();

/** Whether an item has exactly the published shape of this form. */
export function hasPublishedShape(item: unknown, form: ItemForm): boolean {
	const name = `${form.output} ${form.hasPayload} ${form.hasHeaders}`;
	const known = forms.get(name) ?? checkOf(form);
	forms.set(name, known);
	return known(item);
}

function checkOf({ output, hasPayload, hasHeaders }: ItemForm): Check {
	const isCheckout = output === 'checkout';
	return keyed({
		event: template(101),
		cart: keyed(isCheckout ? { ...cart, lineItems: listOf(lineItem) } : cart),
		...{ customer, whatsapp },
		delivery: keyed(hasHeaders ? { ...delivery, headers: isObject } : delivery),
		...(!isCheckout && { lineItem: orNull(lineItem) }),
		...(hasPayload && { payload: isObject }),
	});
}
