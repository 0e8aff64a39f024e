import * as z from 'zod/v4-mini';

import { isCurrency, isLocale } from '../checkout/money';
import { isObject, measure, text } from '../schemas/readers';
import {
	DEFAULT_COUNTRY,
	DEFAULT_CURRENCY,
	DEFAULT_DUPLICATE_WINDOW_HOURS,
	DEFAULT_LOCALE,
	DEFAULT_SIGNATURE_HEADER,
} from '../shared/defaults';
import { ABANDONED_CHECKOUT } from '../shared/events';
import { hostOf } from '../shared/web-address';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Reads a value that may be absent, or anything that an expression made of it. */
function read<Value>(reader: (value: unknown) => Value) {
	return z.pipe(z.optional(z.unknown()), z.transform(reader));
}

/** One of a parameter's options; the first is its default. */
function oneOf<const Options extends readonly [string, ...string[]]>(options: Options) {
	return z.catch(z._default(z.enum(options), options[0]), options[0]);
}

function flag(fallback: boolean) {
	return z.catch(z._default(z.boolean(), fallback), fallback);
}

/** A number that may be written as text; undefined where it is none, or negative. */
const number = read((value) => measure(value) ?? undefined);

/** A list, or a comma-separated text, as its entries that are not blank. */
function list(value: unknown): string[] {
	const entries = Array.isArray(value) ? value : (text(value)?.split(',') ?? []);
	return entries.map(text).filter((entry) => entry !== null);
}

/** A collection of the panel, which holds only what was added to it. */
function collection<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	return z.pipe(
		read((value) => (isObject(value) ? value : {})),
		z.object(shape),
	);
}

const upperCase = (value: string) => value.toUpperCase();

const filters = collection({
	minimumTotal: number,
	maximumTotal: number,
	/** Host names, as `hostOf` writes them. */
	stores: read((value) => list(value).map(hostOf)),
	/** Upper case. */
	platforms: read((value) => list(value).map(upperCase)),
	/** ISO 3166, upper case. */
	countries: read((value) => list(value).map(upperCase)),
	requirePhone: flag(false),
	requireConsent: flag(false),
});

const options = collection({
	defaultCountry: read((value) => text(value)?.toUpperCase() ?? DEFAULT_COUNTRY),
	currency: read((value) => {
		const code = text(value)?.toUpperCase();
		return code !== undefined && isCurrency(code) ? code : DEFAULT_CURRENCY;
	}),
	amountUnit: oneOf(['major', 'minor']),
	locale: read((value) => {
		const tag = text(value);
		return tag !== null && isLocale(tag) ? tag : DEFAULT_LOCALE;
	}),
	signatureScheme: oneOf(['auto', 'rawBody', 'timestampBody', 'timestampDotBody']),
	signatureEncoding: oneOf(['auto', 'hex', 'base64']),
	signatureAlgorithm: oneOf(['sha256', 'sha1', 'sha512']),
	signatureHeader: read((value) => text(value) ?? DEFAULT_SIGNATURE_HEADER),
	timestampTolerance: number,
	skipDuplicates: flag(true),
	duplicateWindow: number,
	includePayload: flag(false),
	includeRawBody: flag(false),
});

/**
 * The trigger's parameters as n8n hands them over: what was not added is absent, and an expression
 * can make anything of a value. One that makes no sense counts as not set.
 */
const parameters = z.object({
	events: read((value) => list(value ?? [ABANDONED_CHECKOUT])),
	output: oneOf(['checkout', 'lineItem']),
	filters,
	options,
});
export type Parameters = z.input<typeof parameters>;

/** What a delivery is held to, with every default filled in. */
const settings = z.pipe(
	parameters,
	z.transform(({ events, output, filters: screening, options: chosen }) => ({
		/** Event names; `*` stands for any. */
		events,
		filters: screening,
		reading: {
			defaultCountry: chosen.defaultCountry,
			currency: chosen.currency,
			amountUnit: chosen.amountUnit,
		},
		presenting: { output, locale: chosen.locale },
		signature: {
			scheme: chosen.signatureScheme,
			encoding: chosen.signatureEncoding,
			algorithm: chosen.signatureAlgorithm,
			header: chosen.signatureHeader,
			toleranceMs: (chosen.timestampTolerance ?? 0) * MINUTE_MS,
		},
		skipDuplicates: chosen.skipDuplicates,
		windowMs: (chosen.duplicateWindow ?? DEFAULT_DUPLICATE_WINDOW_HOURS) * HOUR_MS,
		includePayload: chosen.includePayload,
		includeRawBody: chosen.includeRawBody,
	})),
);
export type Settings = z.output<typeof settings>;
export type Filters = Settings['filters'];

/** Turns parameters into settings. Never throws, whatever the parameters hold. */
export function readSettings(entered: Parameters): Settings {
	return z.parse(settings, entered);
}
