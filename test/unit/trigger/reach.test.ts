import { describe, expect, it } from '@jest/globals';

import { localHost, outOfReach } from '../../../nodes/Ecom360/trigger/reach';

describe('localHost', () => {
	it.each([
		['http://localhost:5678/webhook/1/webhook', 'localhost'],
		['http://127.0.0.1:5678/webhook/1/webhook', '127.0.0.1'],
		['http://127.1/', '127.0.0.1'],
		['http://0.0.0.0:5678/', '0.0.0.0'],
		['http://10.1.2.3/', '10.1.2.3'],
		['http://172.16.0.9/', '172.16.0.9'],
		['http://172.31.255.1/', '172.31.255.1'],
		['https://192.168.1.20/', '192.168.1.20'],
		['http://169.254.1.1/', '169.254.1.1'],
		['http://100.64.0.1/', '100.64.0.1'],
		['http://[::1]:5678/', '[::1]'],
		['http://[fd00::5]/', '[fd00::5]'],
		['http://[fe80::5]/', '[fe80::5]'],
		['http://n8n:5678/', 'n8n'],
		['http://SHOP.local/', 'shop.local'],
		['http://n8n.home.arpa/', 'n8n.home.arpa'],
	])("%s is an address of one's own network", (url, host) => {
		expect(localHost(url)).toBe(host);
	});

	it.each([
		'https://n8n.example.com/webhook/1/webhook',
		'https://localhost.example.com/',
		'https://local.in/',
		'http://11.0.0.1/',
		'http://172.32.0.1/',
		'http://192.169.0.1/',
		'http://100.128.0.1/',
		'http://[2606:4700::1]/',
		'http://10.example.com/',
		'no address',
		undefined,
	])('%s is not', (url) => {
		expect(localHost(url)).toBeUndefined();
	});
});

it('names the host as text, and what to do', () => {
	expect(outOfReach('<b>')).toMatch(
		/^Cashfree cannot reach this n8n: '&lt;b&gt;' .* N8N_WEBHOOK_URL \(WEBHOOK_URL before n8n 2\.35\)\.$/,
	);
});
