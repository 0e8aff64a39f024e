import type { Delivery } from '../schemas/delivery.schema';

/** What a delivery held that could not be used as it was. */
export type Warning = Delivery['warnings'][number];
