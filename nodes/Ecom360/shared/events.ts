/** The topic that Ecom360 documents, as the trigger's parameter and items name it. */
export const ABANDONED_CHECKOUT = 'abandonedCheckout';

/** Cashfree Payments' events, as the trigger's parameter and items name them. */
export const PAYMENT_EVENTS = ['paymentSuccess', 'paymentFailed', 'paymentUserDropped'] as const;
export type PaymentEvent = (typeof PAYMENT_EVENTS)[number];

/** Stands for whatever holds a checkout or a payment. */
export const ANY_EVENT = '*';
