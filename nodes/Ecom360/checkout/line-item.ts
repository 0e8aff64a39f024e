import type { LineItem } from '../schemas/cart.schema';
import type { SentLineItem } from '../schemas/payload.schema';
import type { WrittenAmount } from '../shared/amount';
import { meaningful } from '../shared/placeholders';
import { sumExact } from '../shared/sum';

/** Reads an amount as sent into major units; null where there is none that can be read. */
export type AmountReader = (sent: WrittenAmount | null | undefined) => number | null;

/** Reads one line of a cart, of either vendor. */
export function readLineItem(sent: SentLineItem, readAmount: AmountReader): LineItem {
	const sku = sent.sku ?? sent.skuName;
	return {
		productId: sent.productId ?? sent.reference,
		variantId: sent.variantId,
		sku,
		title: sent.title ?? sent.name ?? meaningful(sku),
		price:
			readAmount(sent.price) ?? readAmount(sent.discountedPrice) ?? readAmount(sent.originalPrice),
		quantity: sent.quantity,
		weightGrams: sent.gram ?? sent.grams,
		imageUrl: sent.imageUrl ?? sent.imageUrlStr ?? sent.imageS3UrlStr,
	};
}

/** The sum of the quantities that are known; null where none is. */
export function sumOfQuantities(lineItems: LineItem[]): number | null {
	if (lineItems.length === 0) return 0;
	const known = lineItems.map(({ quantity }) => quantity).filter((sent) => sent !== null);
	return known.length === 0 ? null : sumExact(known);
}
