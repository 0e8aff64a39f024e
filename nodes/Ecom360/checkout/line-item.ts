import { LINE_ITEM } from '../schemas/payload.schema';
import { httpUrl, measure, text, type Fields } from '../schemas/readers';

export interface LineItem {
	productId: string | null;
	variantId: string | null;
	sku: string | null;
	title: string | null;
	price: number | null;
	quantity: number | null;
	weightGrams: number | null;
	imageUrl: string | null;
}

/** Reads an amount as sent into major units; null where there is none that can be read. */
export type AmountReader = (value: unknown) => number | null;

/** Reads one line of a cart, of either vendor. */
export function readLineItem(line: Fields, readAmount: AmountReader): LineItem {
	const { at } = LINE_ITEM;
	const sku = text(line[at.sku]) ?? text(line[at.skuName]);
	return {
		productId: text(line[at.productId]) ?? text(line[at.reference]),
		variantId: text(line[at.variantId]),
		sku,
		title: text(line[at.title]) ?? text(line[at.name]) ?? sku,
		price:
			readAmount(line[at.price]) ??
			readAmount(line[at.discountedPrice]) ??
			readAmount(line[at.originalPrice]),
		quantity: measure(line[at.quantity]),
		weightGrams: measure(line[at.gram]) ?? measure(line[at.grams]),
		imageUrl:
			httpUrl(line[at.imageUrl]) ??
			httpUrl(line[at.imageUrlStr]) ??
			httpUrl(line[at.imageS3UrlStr]),
	};
}

/** The sum of the quantities that are known; null where none is. */
export function sumOfQuantities(lineItems: LineItem[]): number | null {
	if (lineItems.length === 0) return 0;
	const known = lineItems.map(({ quantity }) => quantity).filter((sent) => sent !== null);
	return known.length === 0 ? null : known.reduce((sum, sent) => sum + sent, 0);
}
