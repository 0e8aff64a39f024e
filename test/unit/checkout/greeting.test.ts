import { describe, expect, it } from '@jest/globals';

import { greetingName } from '../../../nodes/Ecom360/checkout/greeting';

// What is no name or holds a link: test/unit/payload/titles.test.ts, test/unit/shared/texts.test.ts.
describe('greetingName', () => {
	it.each([
		['Asha', null, 'Asha'],
		['Mary Ann', 'Mary Ann Rao', 'Mary Ann'],
		['Mr. Rahul', 'Mr. Rahul Sharma', 'Rahul'],
		['Mr.', 'Mr. Sharma', 'Sharma'],
		['Dr.Asha', null, 'Asha'],
		['Shri', 'Shri Rahul Sharma', 'Rahul'],
		['Prof. Dr. Rao', null, 'Rao'],
		['श्री राम', null, 'राम'],
		['Smtaran', null, 'Smtaran'],
		['N/A', 'Asha Rao', 'Asha'],
		[null, 'Asha Rao', 'Asha'],
		[null, 'S. Ramesh', 'Ramesh'],
		[null, 'A K Sharma', 'Sharma'],
		[null, 'X', 'X'],
		[null, '李 小明', '小明'],
		[null, '- Asha', 'Asha'],
		[null, 'आशा राव', 'आशा'],
		['Mr. & Mrs.', 'Mr. & Mrs. Brad Smith', 'Brad'],
		['Mr. and', 'Mr. and Mrs. Smith', 'Smith'],
		['& Mrs. Rao', '& Mrs. Rao', 'Rao'],
		['Brad &', 'Brad & Angelina Smith', 'Brad'],
		['Brad and', 'Brad and Angelina Smith', 'Brad'],
		['R2D2', null, 'R2D2'],
		[null, 'Mr. or Mrs. Rao', 'Rao'],
		[null, 'श्री या श्रीमती राव', 'राव'],
		[null, 'Mr./Ms. Rao', 'Rao'],
		[null, 'Mr/Mrs Rao', 'Rao'],
		[null, 'MR.&MRS.RAO', 'RAO'],
		[null, 'Dr. + Dr. Rao', 'Rao'],
		[null, '(Mr.) Rao', 'Rao'],
		[null, 'श्री एवं श्रीमती राव', 'राव'],
		[null, 'श्री और श्रीमती राव', 'राव'],
		['Shri/Smt.', 'Shri/Smt. Rao', 'Rao'],
		['திரு. குமார்', null, 'குமார்'],
		[null, 'శ్రీమతి లత', 'లత'],
		[null, 'ಶ್ರೀ ಮತ್ತು ಶ್ರೀಮತಿ ರಾವ್', 'ರಾವ್'],
		[null, 'শ্রীমতী রীতা', 'রীতা'],
		[null, 'ശ്രീ രാമൻ', 'രാമൻ'],
		[null, 'શ્રી અને શ્રીમતી શાહ', 'શાહ'],
		[null, '\u0A36\u0A4D\u0A30\u0A40 ਰਾਮ', 'ਰਾਮ'],
		['শ্রীদেবী', null, 'শ্রীদেবী'],
		['Anderson', null, 'Anderson'],
		['Asha and Ravi', null, 'Asha and Ravi'],
		[null, 'Rao, Asha', 'Rao'],
	])('greets %j, in full %j, as %j', (firstName, fullName, expected) => {
		expect(greetingName({ firstName, fullName })).toBe(expected);
	});

	it.each([
		[null, null],
		['null', 'null null'],
		['Mr.', 'Mr.'],
		['Mr', null],
		['Mr. & Mrs.', 'Mr. & Mrs.'],
		['Mrs.', 'Mrs. and'],
		[null, 'श्री एवं श्रीमती'],
		['Mr. Null', 'Mr. Null'],
		['Click evil.com', 'Click evil.com'],
		[null, 'Click evil.com'],
		['Asha 98765', null],
		['आशा ९८७६५', null],
		[null, 'Asha 9876543210'],
		['a'.repeat(500), null],
	])('greets nobody by name for %j, in full %j', (firstName, fullName) => {
		expect(greetingName({ firstName, fullName })).toBeNull();
	});
});
