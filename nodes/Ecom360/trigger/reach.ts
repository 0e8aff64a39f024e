import { foreignText } from '../shared/foreign-text';

/** Names that mean something in one network only, as does any name without a dot. */
const LOCAL_NAME = /^[^.]+$|\.(?:localhost|local|internal|lan|home\.arpa)$/;
/** RFC 1918, 1122, 3927 and 6598, as `URL` writes IPv4 addresses. */
const PRIVATE_IPV4 =
	/^(?:(?:0|10|127)\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)[\d.]+$/;
/** RFC 4193 and 4291: unspecified, loopback, link-local, unique local. */
const PRIVATE_IPV6 = /^\[(?:::1?\]|fe[89ab]|f[cd])/;

/** The host of an address that only one's own network knows; undefined for any other address. */
export function localHost(url: string | undefined): string | undefined {
	if (url === undefined || !URL.canParse(url)) return undefined;
	const { hostname } = new URL(url);
	const isPrivate = hostname.startsWith('[')
		? PRIVATE_IPV6.test(hostname)
		: LOCAL_NAME.test(hostname) || PRIVATE_IPV4.test(hostname);
	return isPrivate ? hostname : undefined;
}

/** What a shop owner is told of such a host, as HTML. */
export function outOfReach(host: string): string {
	return `Cashfree cannot reach this n8n: '${foreignText(host)}' is an address of your own network. Give n8n an address on the internet, and name it in N8N_WEBHOOK_URL (WEBHOOK_URL before n8n 2.35).`;
}
