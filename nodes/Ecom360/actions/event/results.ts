import * as z from 'zod/v4-mini';

/** What was sent; nothing of its content. */
const Sent = z.object({
	/** The name under which the receiver knows a repeated event. */
	id: z.string(),
	vendor: z.enum(['ecom360', 'occ', 'payments']),
	bytes: z.int(),
	signatureScheme: z.string(),
	signatureEncoding: z.string(),
});

/** What our trigger answers; other receivers answer what they like. */
const TriggerAnswer = z.looseObject({
	status: z.optional(z.string()),
	id: z.optional(z.string()),
	reason: z.optional(z.string()),
	filter: z.optional(z.string()),
});

const status = z.int();
/** One sentence for a shop owner. */
const result = z.string();

/** The item of *Send Test*. */
export const Delivered = z.object({
	status,
	result,
	body: z.union([TriggerAnswer, z.string()]),
	sent: Sent,
});

/** The item of *Forward*. */
export const Forwarded = z.object({
	...Delivered.shape,
	/** How what was sent differs from what arrived; null for the very bytes. */
	changed: z.nullable(z.string()),
});

/** The item of *Check Connection*. */
export const Checked = z.object({
	ok: z.boolean(),
	/** Null where nobody answered. */
	status: z.nullable(status),
	latencyMs: z.nullable(z.int()),
	result,
	/** What to do where `ok` is false. */
	advice: z.nullable(z.string()),
	sent: Sent,
});

export type Sent = z.output<typeof Sent>;
export type Delivered = z.output<typeof Delivered>;
export type Forwarded = z.output<typeof Forwarded>;
export type Checked = z.output<typeof Checked>;
