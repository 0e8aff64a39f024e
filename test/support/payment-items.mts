/** What Cashfree's documented payments become, except for what differs in every delivery. */

/** Of a payment without a name. */
export const successItem = {
	event: 'paymentSuccess',
	order: { id: 'order_OFR_2', amount: 2, currency: 'INR', tags: {}, customerId: '7112AAA812234' },
	payment: {
		id: '1453002795',
		status: 'SUCCESS',
		amount: 1,
		currency: 'INR',
		method: 'upi',
		message: '00::Transaction success',
		bankReference: '234928698581',
		paidAt: '2025-01-15T06:50:29.000Z',
		failure: null,
	},
	customer: {
		...{ firstName: null, lastName: null, fullName: null },
		email: 'customer@example.com',
		phone: '+919908734801',
		phoneAsSent: '9908734801',
		callingCode: '+91',
		nationalNumber: '9908734801',
		countryCode: 'IN',
		marketingConsent: null,
		address: {
			...{ name: null, address1: null, address2: null, city: null, province: null },
			...{ provinceCode: null, zip: null, country: null, countryCode: null, phone: null },
		},
	},
	whatsapp: {
		reachable: true,
		to: '919908734801',
		customerName: 'there',
		itemsText: 'your order',
		totalText: '₹2.00',
		...{ originalTotalText: '-', discountText: '-', couponCode: '-' },
		...{ buttonSuffix: null, imageUrl: null },
	},
	delivery: {
		topic: 'PAYMENT_SUCCESS_WEBHOOK',
		version: '2025-01-01',
		storeUrl: null,
		attempt: 1,
		dedupeKey: '4886509481ca59806a1f179e72d761d3966b6dab232dc96673d7b0b387cd919a',
		signatureScheme: 'timestampBody',
		signatureEncoding: 'base64',
		warnings: [],
	},
};

const { order, payment, customer, whatsapp, delivery } = successItem;

/** Of a payment page that was left, with a number for an id and the cart's token among the tags. */
export const userDroppedItem = {
	event: 'paymentUserDropped',
	order: { ...order, id: 'order_02', tags: { cart_token: 'abc123token' } },
	payment: {
		...payment,
		...{ id: '975672265', status: 'USER_DROPPED', amount: 2, method: 'net_banking' },
		message: 'User dropped and did not complete the two factor authentication',
		bankReference: '214568722700',
		paidAt: '2025-01-15T08:43:38.000Z',
	},
	customer: {
		...customer,
		...{ fullName: 'Asha Rao', email: 'asha@example.com' },
		...{ phone: '+919876543210', phoneAsSent: '+919876543210', nationalNumber: '9876543210' },
	},
	whatsapp: { ...whatsapp, to: '919876543210', customerName: 'Asha' },
	delivery: {
		...delivery,
		topic: 'PAYMENT_USER_DROPPED_WEBHOOK',
		dedupeKey: '842406a1b63b1a83bde7ce8ee51fb3c94e1ccff49ec14b3404bf93b191e65f03',
	},
};
