import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { eventOf } from '../../webhook/item-event';
import { sampleCheckout, type SampleFields } from './sample';
import type { UnsignedEvent } from '../../webhook/sign-event';
import { Unsendable } from './unsendable';
import type { Vendor } from '../../shared/vendor';
import { amount, isObject, measure, objects, text, type JsonObject } from '../../schemas/readers';

const STORE = 'my-store.myshopify.com';

/** The event that one item's parameters describe. */
export async function readEvent(context: IExecuteFunctions, index: number): Promise<UnsignedEvent> {
	const operation = context.getNodeParameter('operation', index);
	return operation === 'sendTest'
		? readTestEvent(context, index)
		: await readItemEvent(context, index);
}

function readTestEvent(context: IExecuteFunctions, index: number): UnsignedEvent {
	const isWritten = context.getNodeParameter('specifyCheckout', index) === 'json';
	const body = isWritten ? readJson(context, index) : readFields(context, index);
	const event = eventOf(body, { delivery: { id: randomUUID() } });
	if (event.ok) return event.value;
	throw new Unsendable(
		"'JSON' does not hold a JSON object",
		'Write an event as Cashfree sends it: an object in braces, with keys in double quotes',
	);
}

/** As written: a body that was parsed and written anew would be another one. */
function readJson(context: IExecuteFunctions, index: number): Buffer {
	const json: unknown = context.getNodeParameter('json', index);
	return Buffer.from(typeof json === 'string' ? json : JSON.stringify(json));
}

function readFields(context: IExecuteFunctions, index: number): Buffer {
	const format = context.getNodeParameter('format', index) as Vendor;
	const items = context.getNodeParameter('items', index, {}) as JsonObject;
	const more = context.getNodeParameter('additionalFields', index, {}) as JsonObject;
	const fields: SampleFields = {
		shopperName: textOf(context.getNodeParameter('shopperName', index)),
		shopperPhone: textOf(context.getNodeParameter('shopperPhone', index)),
		items: (objects(items['item']) ?? []).map(({ title, price, quantity }) => ({
			title: textOf(title),
			price: measure(price) ?? 0,
			quantity: measure(quantity) ?? 1,
		})),
		couponCode: textOf(more['couponCode']),
		discount: measure(more['discount']) ?? 0,
		email: textOf(more['email']),
		recoveryUrl: textOf(more['recoveryUrl']),
		store: textOf(more['store']) || STORE,
		total: amount(more['total']) ?? undefined,
	};
	// A new cart each time, since the trigger drops one that it has seen.
	const ids = { cartNumber: randomInt(1e9, 1e12), token: randomBytes(12).toString('hex') };
	return Buffer.from(JSON.stringify(sampleCheckout(format, fields, ids)));
}

async function readItemEvent(context: IExecuteFunctions, index: number): Promise<UnsignedEvent> {
	const json: JsonObject = context.getInputData()[index]?.json ?? {};
	const isRaw = context.getNodeParameter('source', index) === 'rawBody';
	const body = isRaw ? await readRawBody(context, index) : readPayload(json);
	const event = eventOf(body, json);
	if (event.ok) return event.value;
	throw new Unsendable(
		'The item holds no event that could be sent',
		"What is to be sent is not a JSON object. Use the output of an Ecom360 Trigger, or choose something else in 'Send'.",
	);
}

async function readRawBody(context: IExecuteFunctions, index: number): Promise<Buffer> {
	const field = textOf(context.getNodeParameter('binaryPropertyName', index));
	if (!context.getInputData()[index]?.binary?.[field]) {
		throw new Unsendable(
			`The item has no raw body in '${field}'`,
			"Switch on 'Include Raw Body' in the options of the Ecom360 Trigger, or choose Payload in 'Send'",
		);
	}
	return await context.helpers.getBinaryDataBuffer(index, field);
}

function readPayload({ payload }: JsonObject): Buffer {
	if (isObject(payload)) return Buffer.from(JSON.stringify(payload));
	throw new Unsendable(
		"The item has no 'payload'",
		"Switch on 'Include Payload' in the options of the Ecom360 Trigger, or choose Raw Body in 'Send'",
	);
}

function textOf(value: unknown): string {
	return text(value) ?? '';
}
