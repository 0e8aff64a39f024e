import { describe, expect, it } from '@jest/globals';

import { localHost, outOfReach } from '../../../nodes/Ecom360/trigger/reach';

describe('localHost', () => {
	it.each([
		...[
			'http://localhost:5678/webhook/1',
			'http://0.0.0.0:5678/',
			'http://127.0.0.1/',
			'http://10.1.2.3/',
		],
		...[
			'http://172.16.0.9/',
			'http://172.31.255.1/',
			'https://192.168.1.20/',
			'http://169.254.1.1/',
		],
		...['http://100.64.0.1/', 'http://[::1]:5678/', 'http://[fd00::5]/', 'http://[fe80::5]/'],
		...['http://n8n:5678/', 'http://shop.local/', 'http://n8n.home.arpa/'],
	])("%s is an address of one's own network", (url) => {
		expect(localHost(url)).toBe(new URL(url).hostname);
	});

	it('reads an address as browsers do', () => {
		expect(localHost('http://127.1/')).toBe('127.0.0.1');
		expect(localHost('http://SHOP.local/')).toBe('shop.local');
	});

	it.each([
		...['https://n8n.example.com/webhook/1', 'https://localhost.example.com/', 'https://local.in/'],
		...['http://11.0.0.1/', 'http://172.32.0.1/', 'http://192.169.0.1/', 'http://100.128.0.1/'],
		...['http://[2606:4700::1]/', 'http://10.example.com/', 'no address', undefined],
	])('%s is not', (url) => {
		expect(localHost(url)).toBeUndefined();
	});
});

it('names the host as text, and what to do', () => {
	expect(outOfReach('<b>')).toMatch(
		/^Cashfree cannot reach this n8n: '&lt;b&gt;' .* N8N_WEBHOOK_URL \(WEBHOOK_URL before n8n 2\.35\)\.$/,
	);
});
