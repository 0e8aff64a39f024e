import { readFileSync } from 'node:fs';

import type * as z from 'zod/v4-mini';

import {
	checkoutItem,
	FIELD_NOTES,
	lineItemItem,
	paymentItem,
	type FieldNotes,
} from '../nodes/Ecom360/item/item.schema.ts';
import { markdownTable, replaceSection } from './sections.mts';

export const FIELDS_PAGE = new URL('../docs/fields.md', import.meta.url);

const COLUMNS: Record<keyof FieldNotes, string> = {
	meaning: 'Meaning',
	example: 'Example',
	ecom360: 'Ecom360',
	occ: 'OCC',
	payments: 'Cashfree Payments',
	fallback: 'Fallback',
	parameter: 'Template parameter',
};

const { cart, customer, whatsapp, delivery } = checkoutItem.shape;
const { order, payment } = paymentItem.shape;
const lineItem = lineItemItem.shape.lineItem.def.innerType;

/** The tables by the name of their section; a key is written with its parents. */
const TABLES: Record<string, { within: string; shape: z.core.$ZodShape }> = {
	item: { within: '', shape: checkoutItem.shape },
	cart: { within: 'cart.', shape: cart.shape },
	lineItem: { within: '', shape: lineItem.shape },
	order: { within: 'order.', shape: order.shape },
	payment: { within: 'payment.', shape: payment.shape },
	customer: { within: 'customer.', shape: customer.shape },
	address: { within: 'customer.address.', shape: customer.shape.address.shape },
	whatsapp: { within: 'whatsapp.', shape: whatsapp.shape },
	delivery: { within: 'delivery.', shape: delivery.shape },
};

/** `docs/fields.md` as it is. */
export function storedFieldsPage(): string {
	return readFileSync(FIELDS_PAGE, 'utf8');
}

/** `docs/fields.md` with its tables as the item's schemas describe them. */
export function fieldsPage(): string {
	return Object.entries(TABLES).reduce(
		(page, [name, { within, shape }]) =>
			replaceSection(page, `fields:${name}`, fieldTable(within, shape)),
		storedFieldsPage(),
	);
}

/** One row per described field; only the columns in which some field has something to say. */
function fieldTable(within: string, shape: z.core.$ZodShape): string {
	const fields = Object.entries(shape).flatMap(([key, schema]) => {
		const notes = FIELD_NOTES.get(schema);
		return notes ? [{ key: `${within}${key}`, notes }] : [];
	});
	const columns = (Object.keys(COLUMNS) as Array<keyof FieldNotes>).filter((column) =>
		fields.some(({ notes }) => notes[column] !== undefined),
	);
	const rows = fields.map(({ key, notes }) => [
		code(key),
		...columns.map((column) => cell(column, notes[column])),
	]);
	const head = ['Key', ...columns.map((column) => COLUMNS[column])];
	return markdownTable([head, ...rows]);
}

function cell(column: keyof FieldNotes, note: unknown): string {
	if (note === undefined) return '';
	if (column !== 'example') return String(note);
	return code(typeof note === 'string' ? note : JSON.stringify(note));
}

function code(text: string): string {
	return `\`${text}\``;
}
