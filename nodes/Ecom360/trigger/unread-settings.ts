import { entryName } from '../shared/display-name';
import { filters } from './panel/filters.description';
import { options, signatureOptions } from './panel/options.description';
import type { Written } from './written-lists';

/** An entry of a setting that cannot be used. */
export interface UnreadSetting {
	/** As the panel calls it. */
	setting: string;
	entry: string;
	/** What it is not. */
	wanted: string;
	/** What to write instead. */
	advice: string;
}

type Checked = keyof typeof WANTED;

const WANTED = {
	countries: {
		wanted: 'a country',
		advice:
			'Choose countries from the list. In an expression, write codes or English names, such as IN, AE or India.',
	},
	stores: {
		wanted: 'the address of a store',
		advice:
			'Write the address as it is in the browser, such as my-store.myshopify.com. Separate several by commas.',
	},
	currency: {
		wanted: 'a currency',
		advice: 'Write the three-letter code, such as INR or AED',
	},
	defaultCountry: {
		wanted: 'a country',
		advice:
			'Choose a country from the list. In an expression, write its code, English name or calling code, such as IN, India or +91.',
	},
	locale: {
		wanted: 'a language and region',
		advice: 'Write a language tag, such as en-IN or hi-IN',
	},
	signedContent: {
		wanted: 'a content with {body} in it exactly once and no unknown placeholder',
		advice:
			'Write it as your account signs, such as {timestamp}.{body}. The other placeholders are {id}, {topic}, {version}, {storeUrl}, {url} and {header:NAME}.',
	},
	timestampTolerance: {
		wanted: 'possible with what is signed',
		advice:
			"A tolerance needs one signed time: choose a scheme that signs the timestamp, or write one header with a time into 'Signed Content', with something other than digits between it and any other placeholder. Otherwise set the tolerance to 0.",
	},
} satisfies Record<string, Pick<UnreadSetting, 'wanted' | 'advice'>>;
const COLLECTIONS = [filters, options, signatureOptions];

/** Names what could not be read, in the panel's words. */
export function unreadSettings(settings: Record<Checked, Written<unknown>>): UnreadSetting[] {
	return (Object.keys(WANTED) as Checked[]).flatMap((name) =>
		settings[name].unread.map((entry) => ({ setting: displayName(name), entry, ...WANTED[name] })),
	);
}

function displayName(name: Checked): string {
	return (
		COLLECTIONS.map((collection) => entryName(collection, name)).find((found) => found !== name) ??
		name
	);
}
