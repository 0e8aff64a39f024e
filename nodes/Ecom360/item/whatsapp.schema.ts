import * as z from 'zod/v4-mini';

import { field, flag, line, urlOrNull } from './field';

// An ellipsis may follow a text that was cut.
const NAME = line(61);
const ITEMS = line(320);
const CODE = line(61);
const MONEY = line(61);

/**
 * What a WhatsApp template takes. Meta refuses parameters that are empty or hold a line break, a tab
 * or more than four spaces in a row (Cloud API errors 132000 and 132018).
 */
export const whatsapp = z.strictObject({
	reachable: field(flag, 'Whether there is a number that can be a mobile', {
		example: true,
		fallback: '`false`',
		parameter: '– (use it in an If node)',
	}),
	to: field(
		z.nullable(z.string().check(z.regex(/^[1-9]\d{6,14}$/))),
		'The recipient: digits without `+`',
		{ example: '916000376569', fallback: '`null`', parameter: 'recipient' },
	),
	customerName: field(NAME, 'What to call the shopper', {
		example: 'John',
		fallback: '`there`, or your own word',
		parameter: 'body text',
	}),
	itemsText: field(ITEMS, 'Titles and quantities; a long cart ends in `… + 3 more`', {
		example: 'T-Shirt - Blue × 2, Cap - Black',
		fallback: '`your cart`, or your own words',
		parameter: 'body text',
	}),
	totalText: field(MONEY, 'The total as people write it in **Options → Locale**', {
		example: '₹8,500.00',
		fallback: 'the number, or `-`',
		parameter: 'body text, currency',
	}),
	originalTotalText: field(MONEY, 'Before discounts', {
		example: '₹10,000.00',
		fallback: 'the number, or `-`',
		parameter: 'body text',
	}),
	discountText: field(MONEY, 'All discounts', {
		example: '₹1,500.00',
		fallback: 'the number, or `-`',
		parameter: 'body text',
	}),
	couponCode: field(CODE, "The first promotion's code", {
		example: 'WELCOME10',
		fallback: '`-`',
		parameter:
			'body text; for a copy-code button, which takes at most 15 characters, use `cart.couponCode`',
	}),
	buttonSuffix: field(
		z.nullable(z.string().check(z.regex(/^[^\s\p{Cc}]+$/u))),
		"The recovery link after the shop's address, up to 2,000 characters",
		{ example: 'checkouts/abc123token', fallback: '`null`', parameter: 'URL button' },
	),
	imageUrl: field(
		urlOrNull,
		'The first picture in the cart that WhatsApp shows: JPEG or PNG, never WebP, AVIF, SVG or GIF',
		{
			example: 'https://cdn.example.com/files/1.jpg',
			fallback: '`null`',
			parameter: 'image header',
		},
	),
});

export type WhatsAppTexts = z.output<typeof whatsapp>;
