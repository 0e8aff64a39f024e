/** The shopper of every event that is made up; the address is one that reaches nobody. */
export const SAMPLE_NAME = 'Priya Sharma';
/** A possible Indian mobile number, the one that Cashfree's own samples use for nobody. */
export const SAMPLE_PHONE = '+91 99999 99999';
export const SAMPLE_EMAIL = 'priya.sharma@example.com';
