import type { ReadingRules } from '../checkout/checkout';
import { hostOf } from '../shared/web-address';
import type { Filters } from './filters';
import type { PresentRules } from './items';
import { isCurrency, isLocale } from '../checkout/money';
import type { SignatureRules } from '../webhook/signature';
import { isObject, measure, text, type JsonObject } from '../schemas/readers';

/**
 * The trigger's parameters as n8n hands them over: a collection holds only what was added to it, and
 * an expression can make anything of a value.
 */
export interface Parameters {
	events?: unknown;
	output?: unknown;
	filters?: unknown;
	options?: unknown;
}

/** What a delivery is held to, with every default filled in. */
export interface Settings {
	/** Event names; `*` stands for any. */
	events: readonly string[];
	filters: Filters;
	reading: ReadingRules;
	presenting: PresentRules;
	signature: SignatureRules & { header: string };
	skipDuplicates: boolean;
	windowMs: number;
	includePayload: boolean;
	includeRawBody: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Turns parameters into settings; a value that makes no sense counts as not set. */
export function readSettings(parameters: Parameters): Settings {
	const filters = isObject(parameters.filters) ? parameters.filters : {};
	const options = isObject(parameters.options) ? parameters.options : {};
	return {
		events: list(parameters.events ?? ['abandonedCheckout']),
		filters: readFilters(filters),
		reading: {
			defaultCountry: text(options.defaultCountry)?.toUpperCase() ?? 'IN',
			currency: accepted(text(options.currency)?.toUpperCase(), isCurrency) ?? 'INR',
			amountUnit: oneOf(['major', 'minor'], options.amountUnit),
		},
		presenting: {
			output: oneOf(['checkout', 'lineItem'], parameters.output),
			locale: accepted(text(options.locale), isLocale) ?? 'en-IN',
		},
		signature: {
			scheme: oneOf(
				['auto', 'rawBody', 'timestampBody', 'timestampDotBody'],
				options.signatureScheme,
			),
			encoding: oneOf(['auto', 'hex', 'base64'], options.signatureEncoding),
			algorithm: oneOf(['sha256', 'sha1', 'sha512'], options.signatureAlgorithm),
			header: text(options.signatureHeader) ?? 'x-webhook-signature',
			toleranceMs: (measure(options.timestampTolerance) ?? 0) * MINUTE_MS,
		},
		skipDuplicates: options.skipDuplicates !== false,
		windowMs: (measure(options.duplicateWindow) ?? 24) * HOUR_MS,
		includePayload: options.includePayload === true,
		includeRawBody: options.includeRawBody === true,
	};
}

function readFilters(filters: JsonObject): Filters {
	return {
		minimumTotal: measure(filters.minimumTotal) ?? undefined,
		maximumTotal: measure(filters.maximumTotal) ?? undefined,
		stores: list(filters.stores).map(hostOf),
		platforms: list(filters.platforms).map((platform) => platform.toUpperCase()),
		countries: list(filters.countries).map((country) => country.toUpperCase()),
		requirePhone: filters.requirePhone === true,
		requireConsent: filters.requireConsent === true,
	};
}

/** One of the options of a parameter; the first is its default. */
function oneOf<const Option>(options: readonly [Option, ...Option[]], value: unknown): Option {
	return options.find((option) => option === value) ?? options[0];
}

function accepted(
	value: string | null | undefined,
	isAccepted: (value: string) => boolean,
): string | undefined {
	return value && isAccepted(value) ? value : undefined;
}

/** A list, or a comma-separated text, as its entries that are not blank. */
function list(value: unknown): string[] {
	const entries = Array.isArray(value) ? value : (text(value)?.split(',') ?? []);
	return entries.map(text).filter((entry) => entry !== null);
}
