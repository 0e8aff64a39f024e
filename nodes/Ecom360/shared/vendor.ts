/**
 * Whose webhook a delivery is: Ecom360's, Cashfree One Click Checkout's, or Cashfree Payments'.
 *
 * Decided by the shape of the signed body, never by a header.
 */
export type Vendor = 'ecom360' | 'occ' | 'payments';
