import { describe, expect, it } from '@jest/globals';

import { hostOf, webAddress } from '../../../nodes/Ecom360/shared/web-address';

describe('webAddress', () => {
	it.each([
		...['https://shop.example', 'http://shop.example/a?b=c#d', 'HTTPS://SHOP.EXAMPLE/a'],
		...['https://shop.example:8443/हिन्दी', `https://shop.example/${'a'.repeat(7_979)}`],
	])('keeps %s as it was sent', (sent) => {
		expect(webAddress(sent)).toBe(sent);
	});

	it.each([
		...['javascript:alert(1)', 'data:text/html,x', 'ftp://shop.example', '//shop.example/a'],
		...['shop.example/a', 'https:/shop.example', 'https://', 'https:///a', 'https:// shop.example'],
		...['https://shop.example/a b', 'https://shop.example/a\nb', 'https://shop.example/a\n', ''],
		`https://shop.example/${'a'.repeat(7_980)}`,
	])('refuses %j', (sent) => {
		expect(webAddress(sent)).toBeNull();
	});
});

describe('hostOf', () => {
	it.each([
		['shop.example', 'shop.example'],
		['  Shop.Example ', 'shop.example'],
		['https://shop.example', 'shop.example'],
		['HTTP://www.shop.example:8443/a?b#c', 'shop.example'],
		['www.shop.example', 'shop.example'],
		['www2.shop.example', 'www2.shop.example'],
		['shop.example/\npath', 'shop.example'],
		['shop.example?a=/b', 'shop.example'],
		['https://', ''],
		['', ''],
	])('of %j is %j', (store, expected) => {
		expect(hostOf(store)).toBe(expected);
	});
});
