import { describe, expect, it } from '@jest/globals';

import { hasLink, withoutLinks } from '../../../nodes/Ecom360/shared/texts';

describe('hasLink', () => {
	it.each([
		'https://evil.example/x',
		'HTTP://EVIL',
		'Win at evil.com',
		'evil.com/free',
		'www.evil.in',
		't.me/prize',
		'x.com',
		'wa.me',
		'bit.ly',
		'Asha <asha@evil>',
		'@asha',
		'अच्छा.भारत',
		'evil。com',
		'ｅｖｉｌ．ｃｏｍ',
		'evil\u200B.\u2060com',
		'evil\u2024com',
		'10.0.0.1',
		'upi://pay',
		'(evil.com)',
		'evil\uD800.com/x',
		'evil.\uFE0Fcom',
		'evil\u034F.\u{E0100}com',
		'evil\u200D.com',
		's.team/p',
		'Win at S.TEAM',
		'1.club/a',
		'i❤.ws/x',
		'i❤️.ws/x',
		'👍.to',
		'my_shop.example',
		'q.online',
		'a.b.shop',
		'x.xn--p1ai',
		'अ.भारत',
		's.team❤',
	])('is true for %j', (text) => {
		expect(hasLink(text)).toBe(true);
	});

	it.each([
		'',
		'Asha',
		'T-Shirt - Blue (XL), 2 pcs',
		'S. Ramesh',
		'S.Ramesh',
		'A.K. Sharma',
		'Shampoo 1.5 l',
		'Version 2.0',
		'Tea… strong',
		'No. 5',
		'Sizes: S/M/L',
		'नमस्ते',
		'end.',
		'Dr.Rao',
		'Md.Rafi',
		'A.K.Sharma',
		'अ.कुमार',
		'1.Mug 2.Cap',
		'❤ .ws',
		'evil.\u0000com',
		'evil\u2800.com',
	])('is false for %j', (text) => {
		expect(hasLink(text)).toBe(false);
	});
});

describe('withoutLinks', () => {
	it.each([
		['T-Shirt - Blue', 'T-Shirt - Blue'],
		['Booking.com Gift Card', 'Booking. com Gift Card'],
		['Mug https://evil.example/x?y=1 blue', 'Mug blue'],
		['Mug\nhttps://evil.example', 'Mug'],
		['Mug asha@evil.example', 'Mug'],
		['https://evil.example', ''],
		['evil\u200B.com', 'evil. com'],
		['a.evil.com/b', 'a. evil. com/b'],
		['at 10.0.0.1', 'at 10. 0. 0. 1'],
		['Mug evil\uD800.com/x', 'Mug evil. com/x'],
		['Mug i❤️.ws/x', 'Mug i❤. ws/x'],
	])('makes of %j %j', (text, expected) => {
		expect(withoutLinks(text)).toBe(expected);
	});
});
