import type { ReadingRules } from './checkout';
import { hostOf, type Filters } from './eligibility';
import type { PresentRules } from './item';
import { isCurrency, isLocale } from './money';
import type { SignatureRules } from './signature';

/** The trigger's parameters as n8n stores them: a collection holds only what was added to it. */
export interface Parameters {
	events?: string[];
	output?: PresentRules['output'];
	filters?: {
		minimumTotal?: number;
		maximumTotal?: number;
		stores?: string;
		platforms?: string[];
		countries?: string;
		requirePhone?: boolean;
		requireConsent?: boolean;
	};
	options?: Partial<ReadingRules> & {
		locale?: string;
		signatureScheme?: SignatureRules['scheme'];
		signatureEncoding?: SignatureRules['encoding'];
		signatureAlgorithm?: SignatureRules['algorithm'];
		signatureHeader?: string;
		timestampTolerance?: number;
		skipDuplicates?: boolean;
		duplicateWindow?: number;
		includePayload?: boolean;
		includeRawBody?: boolean;
	};
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

/** Turns parameters into settings; a currency or locale that `Intl` does not know counts as not set. */
export function readSettings({ events, output, filters = {}, options = {} }: Parameters): Settings {
	const currency = options.currency?.trim().toUpperCase() ?? '';
	const locale = options.locale?.trim() ?? '';
	return {
		events: events ?? ['abandonedCheckout'],
		filters: {
			minimumTotal: filters.minimumTotal,
			maximumTotal: filters.maximumTotal,
			stores: list(filters.stores).map(hostOf),
			platforms: (filters.platforms ?? []).map((platform) => platform.toUpperCase()),
			countries: list(filters.countries).map((country) => country.toUpperCase()),
			requirePhone: filters.requirePhone ?? false,
			requireConsent: filters.requireConsent ?? false,
		},
		reading: {
			defaultCountry: options.defaultCountry ?? 'IN',
			currency: isCurrency(currency) ? currency : 'INR',
			amountUnit: options.amountUnit ?? 'major',
		},
		presenting: { output: output ?? 'checkout', locale: isLocale(locale) ? locale : 'en-IN' },
		signature: {
			scheme: options.signatureScheme ?? 'auto',
			encoding: options.signatureEncoding ?? 'auto',
			algorithm: options.signatureAlgorithm ?? 'sha256',
			header: options.signatureHeader?.trim() || 'x-webhook-signature',
			toleranceMs: (options.timestampTolerance ?? 0) * MINUTE_MS,
		},
		skipDuplicates: options.skipDuplicates ?? true,
		windowMs: (options.duplicateWindow ?? 24) * HOUR_MS,
		includePayload: options.includePayload ?? false,
		includeRawBody: options.includeRawBody ?? false,
	};
}

function list(commaSeparated = ''): string[] {
	return commaSeparated
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
