import { describe, expect, it } from '@jest/globals';

import { parsePhone } from '../../nodes/Ecom360/checkout/phone';
import { bundledParsePhone, mobileNumbers } from './bundled-phone.mts';

describe('the bundled phone reader', () => {
	it('reads numbers of every country as the whole library does', async () => {
		const bundled = await bundledParsePhone();
		const numbers = await mobileNumbers();
		expect(numbers.length).toBeGreaterThan(200);
		for (const [country, national] of numbers) {
			const phone = parsePhone(national, [country]);
			expect(phone).toMatchObject({ isReachable: true });
			const e164 = phone?.e164 ?? '';
			// Variants that do not exist, too: one digit more, less or another.
			const forms = [
				e164,
				`0${national}`,
				`${national}5`,
				national.slice(1),
				`8${national}`,
				national,
			];
			for (const form of [
				...forms,
				`${e164}5`,
				e164.slice(0, -1),
				`00${e164.slice(1)}`,
				`+80${national}`,
			]) {
				expect(bundled(form, [country])).toEqual(parsePhone(form, [country]));
			}
		}
	});
});
