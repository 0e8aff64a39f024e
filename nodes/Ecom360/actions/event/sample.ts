import type { CartFields } from './cart-fields';

/** The shopper of every made-up event; the address is one that reaches nobody. */
export const SAMPLE_NAME = 'Priya Sharma';
/** A possible Indian mobile number, the one that Cashfree's own samples use for nobody. */
export const SAMPLE_PHONE = '+91 99999 99999';
export const SAMPLE_EMAIL = 'priya.sharma@example.com';

interface SampleItem {
	title: string;
	price: number;
	quantity: number;
	imageUrl: string;
}

/** Names for the made-up cart; a cart with new ones is never a duplicate. */
export interface SampleIds {
	cartNumber: number;
	token: string;
}

const STORE = 'my-store.myshopify.com';
const COUPON = 'WELCOME10';
/** Shopify's own placeholder: a picture that WhatsApp can load, as a message with a header needs. */
const IMAGE_URL =
	'https://cdn.shopify.com/s/files/1/0533/2089/files/placeholder-images-image_large.png';

/** Used where no items are given. */
const SAMPLE_ITEMS: SampleItem[] = [
	{
		title: 'Block Print Kurta - Indigo / M',
		price: 1499,
		quantity: 1,
		imageUrl: IMAGE_URL,
	},
	{ title: 'Brass Diya - Set of 4', price: 399, quantity: 2, imageUrl: IMAGE_URL },
];
/** What the sample cart costs, less its coupon. */
export const SAMPLE_TOTAL = 2067.3;

const ADDRESS = {
	address1: '14 Church Street',
	city: 'Bengaluru',
	province: 'Karnataka',
	zip: '560001',
	country: 'India',
};

/** Builds an abandoned checkout as its vendor would send it, from a few plain fields. */
export function sampleCheckout(fields: CartFields, ids: SampleIds): object {
	const cart = priced(fields, ids);
	return fields.format === 'occ' ? occBody(cart) : ecom360Body(cart);
}

type Cart = ReturnType<typeof priced>;

function priced(fields: CartFields, { cartNumber, token }: SampleIds) {
	const { couponCode = COUPON, email = SAMPLE_EMAIL, recoveryUrl, store } = fields.additionalFields;
	const items = itemsOf(fields);
	const original = rounded(items.reduce((sum, { price, quantity }) => sum + price * quantity, 0));
	const couponDiscount = couponCode === COUPON ? rounded(original / 10) : 0;
	const { discount = couponDiscount } = fields.additionalFields;
	const [firstName = '', ...others] = fields.shopperName.split(/\s+/);
	return {
		items,
		original,
		discount,
		total: fields.additionalFields.total ?? rounded(Math.max(0, original - discount)),
		cartNumber,
		token,
		shopperName: fields.shopperName,
		shopperPhone: fields.shopperPhone,
		firstName,
		lastName: others.join(' '),
		email,
		store: store || STORE,
		recoveryUrl: recoveryUrl || `https://${store || STORE}/checkouts/${token}`,
		promotions: couponCode ? [{ code: couponCode, value: discount }] : [],
	};
}

function itemsOf({ items: { item: given = [] } }: CartFields): SampleItem[] {
	if (given.length === 0) return SAMPLE_ITEMS;
	return given.map(({ title, price = 0, quantity = 1, imageUrl }) => ({
		title,
		price,
		quantity,
		imageUrl,
	}));
}

function ecom360Body(cart: Cart): object {
	const { firstName: first_name, lastName: last_name, shopperPhone: phone, email } = cart;
	return {
		event: 'ABANDONED_CHECKOUT',
		data: {
			cart_id: `cart_${cart.cartNumber}`,
			store_url: cart.store,
			platform: 'SHOPIFY',
			cart_token: cart.token,
			email,
			phone,
			abandoned_checkout_url: cart.recoveryUrl,
			original_total_price: cart.original,
			total_price: cart.total,
			total_discount: cart.discount,
			utm_parameters: { utm_source: 'n8n', utm_campaign: 'test_event' },
			line_items: cart.items.map((item, index) => ({
				product_id: `prod_${index + 1}`,
				variant_id: `var_${index + 1}`,
				sku: `SKU-${index + 1}`,
				price: item.price,
				quantity: item.quantity,
				gram: 250,
				title: item.title,
				...(item.imageUrl && { image_url: item.imageUrl }),
			})),
			promotions: cart.promotions,
			customer: {
				email,
				first_name,
				last_name,
				shipping_address: {
					...{ first_name, last_name, name: cart.shopperName },
					...ADDRESS,
					address2: '',
					province_code: 'KA',
					country_code: 'IN',
					phone,
				},
			},
		},
	};
}

function occBody(cart: Cart): object {
	const { firstName, lastName, shopperPhone: phone, email } = cart;
	return {
		cartId: cart.cartNumber,
		storeUrl: cart.store,
		platform: null,
		cartToken: cart.token,
		email,
		phone,
		abandonedCheckoutUrl: cart.recoveryUrl,
		originalTotalPrice: cart.original,
		totalPrice: cart.total,
		totalDiscount: cart.discount,
		utmParameters: { utm_source: 'n8n', utm_campaign: 'test_event' },
		lineItems: cart.items.map((item, index) => ({
			reference: cart.cartNumber + index + 1,
			variantId: cart.cartNumber + index + 1001,
			skuName: '',
			name: item.title,
			imageUrlStr: item.imageUrl,
			imageS3UrlStr: '',
			originalPrice: item.price,
			discountedPrice: item.price,
			currency: 'INR',
			quantity: item.quantity,
			discounts: [],
		})),
		promotions: cart.promotions,
		customer: {
			...{ email, firstName, lastName },
			shippingAddress: {
				customerName: cart.shopperName,
				...ADDRESS,
				...{ address2: '', email, phone, provinceCode: 'KA', countryCode: 'IN' },
			},
		},
	};
}

/** To the paisa: what 0.1 + 0.2 comes to in binary is not a price. */
function rounded(amount: number): number {
	return Math.round(amount * 100) / 100;
}
