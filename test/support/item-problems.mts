import * as z from 'zod/v4-mini';

import { checkoutItem, lineItemItem, paymentItem } from '../../nodes/Ecom360/item/item.schema.ts';

const SCHEMAS = { checkout: checkoutItem, lineItem: lineItemItem, payment: paymentItem };

/** What in an item is not as its schema says: one line each, paths without values. */
export function shapeProblems(item: unknown, output: keyof typeof SCHEMAS): string[] {
	const { error } = z.safeParse<z.core.$ZodType>(SCHEMAS[output], item);
	return (error?.issues ?? []).map(
		({ path, code, message }) => `${path.join('.')}: ${code} ${message}`,
	);
}
