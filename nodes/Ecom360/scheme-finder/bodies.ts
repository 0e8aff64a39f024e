import type { BodyForm } from './forms';

/** The body as it came, and written anew in the ways that senders sign by mistake. */
export function bodyForms(body: Buffer): Map<BodyForm, Buffer> {
	const forms = new Map<BodyForm, Buffer>([
		['exact', body],
		['none', Buffer.alloc(0)],
	]);
	for (const [form, text] of Object.entries(rewritten(body))) {
		const bytes = text === undefined ? body : Buffer.from(text);
		if (!bytes.equals(body)) forms.set(form as BodyForm, bytes);
	}
	return forms;
}

function rewritten(body: Buffer): Partial<Record<BodyForm, string | undefined>> {
	try {
		// As the usual parsers do: a sender that signs what it wrote anew loses `2000.0`, too.
		const parsed = JSON.parse(body.toString('utf8')) as unknown;
		return isRecord(parsed) ? writings(parsed) : {};
	} catch {
		// No JSON, or nested too deeply: whatever it is, it can only be signed as it came.
		return {};
	}
}

function writings(parsed: Record<string, unknown>): Partial<Record<BodyForm, string | undefined>> {
	const data = parsed['data'];
	return {
		compact: JSON.stringify(parsed),
		sorted: JSON.stringify(sorted(parsed)),
		data: JSON.stringify(data),
		sortedData: JSON.stringify(sorted(data)),
		values: values(parsed),
	};
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).sort(byName);
	return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

/** The values after each other, in the order of their names, as Cashfree's older webhooks sign. */
function values(object: Record<string, unknown>): string {
	return Object.entries(object)
		.sort(byName)
		.map(([, value]) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
		.join('');
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
	return a < b ? -1 : 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
