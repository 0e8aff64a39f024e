import type { Case } from './case.mts';
import type { Reaction } from './host.mts';
import { shapeProblems } from '../support/item-problems.mts';
import { brokenPromises } from './promises.mts';
import { isInvalid, judge, type Verdict } from './signing.mts';
import { CANARY } from './words.mts';

export type Kind = 'accepted' | 'ignored' | 'rejected';

/** What a delivery came to, in the words of its answer. */
export interface Ending {
	kind: Kind;
	reason?: string;
	problems: string[];
}

/** Why a delivery may be refused, and how that is answered: the contract's words, not the node's. */
const UNVERIFIED = ['signature_missing', 'signature_malformed', 'signature_mismatch'];
const REFUSALS = new Map<number, readonly string[]>([
	[400, ['body_not_json']],
	[401, [...UNVERIFIED, 'timestamp_out_of_tolerance']],
	[422, ['payload_unrecognized']],
	[500, ['webhook_key_missing', 'signature_scheme_invalid']],
]);
const FILTERS =
	/^(?:filters|(?:min|max)imumTotal|stores|platforms|countries|requirePhone|requireConsent)$/;
const PATH = /^(?:data|(?:data\.)?[a-zA-Z_]+)$/;

/** What any case may cost, whatever the machine is doing: n8n's context, garbage collection. */
const FREE_MS = 25;
/** The same where somebody listens, and a signature that fits nothing is looked into. */
const SEARCH_MS = 400;
/** A twentieth of this is usual: 60 kB in a quadratic pattern cost 50 µs a byte. */
const MOST_MS_PER_BYTE = 0.002;

/** Whether a delivery took more time of the processor than one of its length may. */
export function isTooSlow({ body, headers, isTest }: Case, cpuMs: number): boolean {
	const bytes = body.length + Object.values(headers).join('').length;
	return cpuMs > (isTest ? SEARCH_MS : FREE_MS) + bytes * MOST_MS_PER_BYTE;
}

/** Checks one reaction against everything that the contract promises of it. */
export function examine(fuzzCase: Case, reaction: Reaction, now: number): Ending {
	const { body, headers, keys, settings, reading } = fuzzCase;
	const received = reading === 'never' ? undefined : body;
	const verdict = judge(received, headers, keys.usable, settings.signature, now);
	const problems: string[] = [];
	const answer = answerOf(fuzzCase, reaction, problems);
	if (!answer) return { kind: 'rejected', problems };
	const kind = String(answer.body.status) as Kind;
	const reason = answer.body.reason as string | undefined;
	problems.push(
		...answerProblems(answer),
		...verdictProblems(fuzzCase, verdict, kind, reason),
		...leaks(fuzzCase, verdict, [JSON.stringify(answer.body), reaction.logged, said(reaction)]),
		...(kind === 'accepted' ? itemProblems(fuzzCase, reaction) : []),
	);
	if (kind !== 'accepted' && reaction.returned?.workflowData)
		problems.push('items without consent');
	return { kind, ...(reason !== undefined && { reason }), problems };
}

interface GivenAnswer {
	status: number;
	body: Record<string, unknown>;
}

/** The one answer that the sender gets, whoever of node and n8n writes it. */
function answerOf(
	{ isTest }: Case,
	{ returned, thrown, written }: Reaction,
	problems: string[],
): GivenAnswer | undefined {
	const fail = (problem: string) => void problems.push(problem);
	if (written.length > 1) return fail('answered more than once') ?? undefined;
	const [own] = written;
	if (thrown !== undefined) {
		const name = thrown instanceof Error ? thrown.constructor.name : typeof thrown;
		if (!isTest) return fail(`threw in production: ${String(thrown)}`) ?? undefined;
		if (name !== 'NodeOperationError') fail(`threw ${name}: ${String(thrown)}`);
		if (!own) return fail('threw without an answer') ?? undefined;
		return own as GivenAnswer;
	}
	if (returned?.noWebhookResponse) {
		if (!own) return fail('left the sender without an answer') ?? undefined;
		if (isTest) fail('did not explain itself in a test run');
		return own as GivenAnswer;
	}
	if (own) return fail('answered, and let n8n answer too') ?? undefined;
	const body = returned?.webhookResponse as unknown;
	if (typeof body !== 'object' || body === null) return fail('gave n8n no answer') ?? undefined;
	return { status: 200, body: body as Record<string, unknown> };
}

function answerProblems({ status, body }: GivenAnswer): string[] {
	const { status: kind, reason, id, filter, issues, ...rest } = body;
	const isRejected = kind === 'rejected';
	const isFiltered = kind === 'ignored' && reason === 'filter';
	const isShapeless = reason === 'payload_unrecognized';
	const isAsPromised =
		Object.keys(rest).length === 0 &&
		['accepted', 'ignored', 'rejected'].includes(String(kind)) &&
		(isRejected ? REFUSALS.get(status)?.includes(String(reason)) === true : status === 200) &&
		(kind !== 'accepted' || reason === undefined) &&
		(kind !== 'ignored' || /^(?:topic|filter|duplicate)$/.test(String(reason))) &&
		(isRejected ? id === undefined : typeof id === 'string' && id !== '' && id.length <= 201) &&
		(isFiltered ? FILTERS.test(String(filter)) : filter === undefined) &&
		(isShapeless ? isListOfPaths(issues) : issues === undefined);
	return isAsPromised ? [] : [`answered ${status} ${JSON.stringify(body)}`];
}

function isListOfPaths(issues: unknown): boolean {
	return Array.isArray(issues) && issues.length > 0 && issues.every((path) => PATH.test(path));
}

/** Nothing unverified gets in, and nothing genuine is turned away for its signature. */
function verdictProblems(
	{ body, keys, settings }: Case,
	{ isGenuine, isStale }: Verdict,
	kind: Kind,
	reason = '',
): string[] {
	const got = `${kind} ${reason}`;
	if (keys.usable.length === 0 && !settings.signature.isUnread) {
		const expected = [...UNVERIFIED.slice(0, 2), 'webhook_key_missing'];
		return expected.includes(reason) ? [] : [`without a key: ${got}`];
	}
	if (isInvalid(settings.signature)) {
		const expected = [...UNVERIFIED.slice(0, 2), 'signature_scheme_invalid'];
		return expected.includes(reason) ? [] : [`with a scheme that is none: ${got}`];
	}
	if (!isGenuine) return UNVERIFIED.includes(reason) ? [] : [`not genuine, but ${got}`];
	if (isStale) return reason === 'timestamp_out_of_tolerance' ? [] : [`stale, but ${got}`];
	if (UNVERIFIED.includes(reason) || reason === 'timestamp_out_of_tolerance') {
		return [`genuine (${settings.signature.scheme}), but ${got}`];
	}
	const isJson = isJsonObject(body);
	return isJson === (reason !== 'body_not_json') ? [] : [`JSON object: ${isJson}, but ${got}`];
}

function isJsonObject(body: Buffer): boolean {
	return objectIn(body) !== undefined;
}

function objectIn(body: Buffer): object | undefined {
	try {
		const value: unknown = JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function said({ thrown }: Reaction): string {
	if (!(thrown instanceof Error)) return '';
	const { message, description } = thrown as Error & { description?: unknown };
	return `${message}\n${String(description)}`;
}

/** Whether it is the event's own name that a test run repeats. */
function isCalledCanary({ body, headers, isTest }: Case): boolean {
	if (!isTest) return false;
	const named = Object.entries(objectIn(body) ?? {})
		.filter(([key]) => /^(?:event|type)$/.test(key.toLowerCase().replace(/[^a-z0-9]/g, '')))
		.map(([, value]) => value);
	return JSON.stringify([named, headers['x-webhook-topic']]).includes(CANARY);
}

function leaks(fuzzCase: Case, { digests }: Verdict, texts: string[]): string[] {
	const { keys } = fuzzCase;
	const all = texts.join('\n');
	const { webhookKey = '', previousWebhookKey = '' } = keys.credential ?? {};
	const secrets = [
		...[webhookKey.trim(), previousWebhookKey, ...digests],
		...keys.usable.flatMap((key) => [key.toString('hex'), key.toString('base64')]),
	].filter((secret) => secret.length > 5);
	return [
		...(secrets.some((secret) => all.includes(secret)) ? ['said a key or digest aloud'] : []),
		...(all.includes(CANARY) && !isCalledCanary(fuzzCase) ? ['said customer data aloud'] : []),
	];
}

function itemProblems({ body, settings }: Case, { returned }: Reaction): string[] {
	const { includePayload, includeRawBody } = (settings.parameters.options ?? {}) as ItemOptions;
	const form = {
		output: settings.output,
		hasPayload: includePayload === true,
		hasHeaders: includeRawBody === true,
	};
	const [items = [], ...others] = returned?.workflowData ?? [];
	if (items.length === 0 || others.length > 0) return ['accepted without items'];
	const odd = items.find(
		({ json }) =>
			shapeProblems(json, form.output).length > 0 ||
			Object.hasOwn(json, 'payload') !== form.hasPayload ||
			Object.hasOwn(json.delivery as object, 'headers') !== form.hasHeaders,
	);
	const raw = items[0]?.binary?.data?.data;
	const broken = items.flatMap(({ json }) => brokenPromises(json, settings.parameters.filters));
	return [
		...new Set(broken),
		...(odd ? [`not the published shape: ${JSON.stringify(odd.json).slice(0, 3000)}`] : []),
		...(form.output === 'checkout' && items.length > 1 ? ['more than one item'] : []),
		...(form.hasHeaders && raw !== body.toString('base64') ? ['raw body changed'] : []),
		...(!form.hasHeaders && raw !== undefined ? ['raw body unasked'] : []),
	];
}

interface ItemOptions {
	includePayload?: unknown;
	includeRawBody?: unknown;
}
