import { aLineItem, anEcom360Body } from '../support/checkout.mts';

const TITLES = [
	'हाथ से बनी चादर',
	'चाय ☕️ मसाला',
	'👩‍👩‍👧‍👦 family mug',
	'قميص أزرق',
	'Mug – “großes” Café',
];

/** A checkout with this many line items, with titles in several scripts, of at least one megabyte. */
export function aLargeCheckout(lineItems: number): ReturnType<typeof anEcom360Body> {
	const filler = 'x'.repeat(Math.ceil(1_000_000 / lineItems));
	return anEcom360Body({
		line_items: Array.from({ length: lineItems }, (_, index) =>
			aLineItem({
				product_id: String(index),
				title: TITLES[index % TITLES.length],
				quantity: 2,
				description: filler,
			}),
		),
	});
}
