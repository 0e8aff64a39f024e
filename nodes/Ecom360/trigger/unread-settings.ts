import type { INodeProperties } from 'n8n-workflow';

import { entryName } from '../shared/display-name';
import { filters } from './panel/filters.description';
import { properties } from './panel/properties';
import type { Unread } from './settings';

/** Why an entry cannot be used, for the sentence "'Countries' holds "Wakanda", which is not …". */
export interface Explanation {
	/** What it is not. */
	wanted: string;
	/** What to write instead, as HTML. */
	advice: string;
}

const OFF_OR_ON: Explanation = {
	wanted: 'on or off',
	advice: 'Switch it on or off in the panel. An expression may give true or false.',
};
const ONE_OF_THE_LIST: Explanation = {
	wanted: 'one of the choices',
	advice: 'Choose one from the list. An expression has to return the value behind that choice.',
};
const TEXT: Explanation = { wanted: 'text', advice: 'Write it as one line of text.' };
const NUMBER: Explanation = {
	wanted: 'a number from 0 up',
	advice: 'Write digits alone, such as 24. Leave out units and words.',
};
const TOTAL: Explanation = {
	wanted: 'an amount',
	advice: 'Write the amount alone, such as 500 or 1299.50, without words after it.',
};
const COLLECTION: Explanation = {
	wanted: 'a group of settings',
	advice: 'Delete it in the panel, and add its settings again.',
};

const UNREADABLE: Record<Unread['setting'], Explanation> = {
	events: ONE_OF_THE_LIST,
	output: ONE_OF_THE_LIST,
	filters: COLLECTION,
	options: COLLECTION,
	signatureOptions: COLLECTION,
	minimumTotal: TOTAL,
	maximumTotal: TOTAL,
	countries: {
		wanted: 'a country',
		advice:
			'Choose countries from the list. In an expression, write codes or English names, such as IN, AE or India.',
	},
	stores: {
		wanted: 'the address of a store, such as my-store.myshopify.com',
		advice:
			'Write the address as it is in the browser, such as my-store.myshopify.com or www.my-store.in. Separate several by commas.',
	},
	platforms: ONE_OF_THE_LIST,
	requirePhone: OFF_OR_ON,
	requireConsent: OFF_OR_ON,
	defaultCountry: {
		wanted: 'a country',
		advice:
			'Choose a country from the list. In an expression, write its code, English name or calling code, such as IN, India or +91.',
	},
	currency: {
		wanted: 'a currency',
		advice: 'Write the three-letter code, such as INR or AED',
	},
	amountUnit: ONE_OF_THE_LIST,
	locale: {
		wanted: 'a language and region',
		advice: 'Write a language tag, such as en-IN or hi-IN',
	},
	skipDuplicates: OFF_OR_ON,
	duplicateWindow: NUMBER,
	duplicatesBy: ONE_OF_THE_LIST,
	includeIgnored: OFF_OR_ON,
	reportRefused: OFF_OR_ON,
	fallbackTexts: COLLECTION,
	customerName: TEXT,
	itemsText: TEXT,
	orderText: TEXT,
	linkParameters: COLLECTION,
	includePayload: OFF_OR_ON,
	includeRawBody: OFF_OR_ON,
	signatureScheme: ONE_OF_THE_LIST,
	signedContent: TEXT,
	signatureEncoding: ONE_OF_THE_LIST,
	signatureAlgorithm: ONE_OF_THE_LIST,
	signatureHeader: {
		wanted: 'the name of a header',
		advice: 'Write the name alone, such as x-webhook-signature, without a colon or spaces.',
	},
	timestampTolerance: {
		wanted: 'a number of minutes from 0 up',
		advice: 'Write digits alone, such as 5. 0 switches the check off.',
	},
};

const UNUSABLE: Partial<Record<Unread['setting'], Explanation>> = {
	signedContent: {
		wanted: 'content with {body} in it exactly once and no unknown placeholder',
		advice:
			'Write it as your account signs, such as {timestamp}.{body}. The other placeholders are {id}, {topic}, {version}, {storeUrl}, {url} and {header:NAME}.',
	},
	timestampTolerance: {
		wanted: 'possible with what is signed',
		advice:
			"A tolerance needs one signed time: choose a scheme that signs the timestamp, or write one header with a time into 'Signed Content', with something other than digits between it and any other placeholder. Otherwise set the tolerance to 0.",
	},
};

const ABOVE_MAXIMUM: Explanation = {
	wanted: `at most the '${entryName(filters, 'maximumTotal')}'`,
	advice: 'No cart meets both bounds, so nothing would ever start. Change one of the two.',
};

/** Why an entry cannot be used. */
export function explain({ setting, problem }: Unread): Explanation {
	if (problem === 'aboveMaximum') return ABOVE_MAXIMUM;
	return (problem === 'unusable' ? UNUSABLE[setting] : undefined) ?? UNREADABLE[setting];
}

/** What the panel calls the setting. */
export function nameOf({ setting }: Unread): string {
	return entries(properties).find(({ name }) => name === setting)?.displayName ?? setting;
}

/** The properties of the panel, and those of its collections. */
function entries(shown: INodeProperties[]): INodeProperties[] {
	return shown.flatMap((entry) => {
		const inside = (entry.options ?? []).filter((option) => 'type' in option);
		return [entry, ...entries(inside)];
	});
}
