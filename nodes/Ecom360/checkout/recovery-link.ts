/** The link that brings a shopper back to the checkout. */
import { decodeXML } from 'entities/decode';

import type { Warning } from '../item/delivery.schema';
import { withoutInvisible } from '../shared/texts';
import { webAddress } from '../shared/web-address';

/**
 * The link as it was sent, with entities decoded, since `&#038;` for `&` loses a parameter on the
 * click. Null, with a warning, for anything but an http or https address.
 */
export function readRecoveryUrl(sent: string | null, warnings: Set<Warning>): string | null {
	if (sent === null) return null;
	const address = webAddress(decodeXML(sent));
	if (address !== null && URL.canParse(address)) return address;
	warnings.add('recovery_url_invalid');
	return null;
}

/** A parameter that the owner adds to every link, such as `utm_source=whatsapp`. */
export interface LinkParameter {
	name: string;
	value: string;
}

/**
 * The link with more parameters, percent-encoded, before its fragment. One that the link has already
 * stays as it is; one with a blank name or value adds nothing.
 */
export function withParameters(link: string, parameters: readonly LinkParameter[]): string {
	const [address = ''] = link.split('#', 1);
	const [path = ''] = address.split('?', 1);
	const names = new Set(new URLSearchParams(address.slice(path.length)).keys());
	const added = [];
	for (const parameter of parameters) {
		const [name, value] = [parameter.name.trim(), parameter.value.trim()];
		if (name === '' || value === '' || names.has(name)) continue;
		names.add(name);
		added.push(`${encoded(name)}=${encoded(value)}`);
	}
	if (added.length === 0) return link;
	const joint = path === address ? '?' : '&';
	const start = /[?&]$/.test(address) ? address : address + joint;
	return start + added.join('&') + link.slice(address.length);
}

/** Half a surrogate pair, which cannot be encoded, is left out. */
function encoded(text: string): string {
	return encodeURIComponent(withoutInvisible(text));
}

const PLAIN_URL = /^https?:\/\/[\w.:-]+\/([!-~]*)$/i;
/** WhatsApp takes links of up to 2,000 characters (Cloud API, "Components": URL buttons). */
const LONGEST_SUFFIX = 2_000;

/**
 * What the dynamic URL button of a template takes: path, query and hash without the leading slash.
 * Null where there is nothing after the host, or more than a button can hold.
 */
export function buttonSuffix(link: string): string | null {
	return isTooLongForButton(link) ? null : afterHost(link) || null;
}

export function isTooLongForButton(link: string): boolean {
	return afterHost(link).length > LONGEST_SUFFIX;
}

function afterHost(link: string): string {
	const [, suffix] = PLAIN_URL.exec(link) ?? [];
	if (suffix !== undefined) return suffix;
	const { pathname, search, hash } = new URL(link);
	return `${pathname}${search}${hash}`.slice(1);
}
