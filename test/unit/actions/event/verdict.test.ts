import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from '@jest/globals';

import { judge } from '../../../../nodes/Ecom360/actions/event/verdict';

const WEBHOOK = 'https://n8n.example/webhook/1/webhook';

/** What is said of an answer with this status and body. */
function answered(status: number, body: IDataObject | string, url = WEBHOOK, location?: string) {
	const answer = { status, body, contentType: '', location: location ?? null, latencyMs: 1 };
	return judge(url, { ok: true, value: answer });
}

describe('an answer that is a success', () => {
	const filtered = { status: 'ignored', reason: 'filter' };
	const leftOut = 'leaves it out. No workflow started.';
	it.each<[IDataObject | string, string]>([
		[{ status: 'accepted', id: 'd1' }, 'Accepted: the workflow started.'],
		[{ ...filtered, filter: 'countries' }, `Ignored: your filter Countries ${leftOut}`],
		[{ ...filtered, filter: 'minimumTotal' }, `Ignored: your filter Minimum Total ${leftOut}`],
		[{ ...filtered, filter: '<b>' }, `Ignored: your filter &lt;b&gt; ${leftOut}`],
		[filtered, `Ignored: a filter of the trigger ${leftOut}`],
		[{ status: 'ignored', reason: 'topic' }, `Ignored: the trigger's 'Trigger On' ${leftOut}`],
		[
			{ status: 'ignored', reason: 'duplicate' },
			'Ignored: the trigger has seen this event before. No workflow started.',
		],
		[{ status: 'ignored', reason: 7 }, 'Ignored: the trigger left it out. No workflow started.'],
		[{ success: true }, 'Accepted with status 202.'],
		['EVENT_RECEIVED', 'Accepted with status 202.'],
		[
			' <!DOCTYPE html><title>Sign in</title>',
			'A web page answered with status 202: a login page or a proxy may be in front of the receiver.',
		],
	])('is said in a sentence: %j', (body, result) => {
		expect(answered(202, body)).toEqual({ ok: true, result, advice: null });
	});
});

describe('an answer that is none', () => {
	it.each([
		[401, 'signature_missing', /found no signature/, /'Signature Header'/],
		[401, 'signature_malformed', /cannot read/, /'Signature Encoding'/],
		[401, 'signature_mismatch', /another webhook key/, /'Credential'/],
		[401, 'timestamp_out_of_tolerance', /too old or too new/, /clocks/],
		[500, 'webhook_key_missing', /holds no webhook key/, /credential/],
		[500, 'signature_scheme_invalid', /signature options/, /'Signed Content'/],
		[400, 'body_not_json', /the key is right/, /as Cashfree sends it/],
		[422, 'payload_unrecognized', /no checkout or payment/, /as Cashfree/],
		[503, 'delivery_in_progress', /^Not yet: /, /in a minute/],
		[500, 'unexpected', /could not deal with the event/, /log/],
	])('says why the trigger refuses: %d %s', (status, reason, result, advice) => {
		expect(answered(status, { status: 'rejected', reason })).toEqual({
			ok: false,
			result: expect.stringMatching(result),
			advice: expect.stringMatching(advice),
		});
	});

	it.each(['constructor', '__proto__', 'new_reason'])('quotes an unknown reason: %s', (reason) => {
		const { result, advice } = answered(401, { status: 'rejected', reason });
		expect(result).toBe('The URL answered with status 401.');
		expect(advice).toMatch(new RegExp(`^Check the key in 'Credential'.* It said: .*${reason}`));
	});

	const page = '\n<html><body>Forbidden</body></html>';
	it.each<[number, string, RegExp, RegExp]>([
		[
			403,
			'no',
			/^The URL answered with status 403\.$/,
			/whether the receiver asks for a login.* no$/,
		],
		[429, '', /status 429/, /accepts no more for now.* nothing$/],
		[503, 'n8n is starting up', /status 503/, /in a minute.* n8n is starting up$/],
		[
			418,
			'I am a teapot',
			/status 418/,
			/did not take the event as it is\. It said: I am a teapot$/,
		],
		[403, page, /^A web page answered with status 403, not the receiver\.$/, /without a login/],
	])('says what to do about %d: %j', (status, body, result, advice) => {
		const verdict = answered(status, body);
		expect(verdict.ok).toBe(false);
		expect(verdict.result).toMatch(result);
		expect(verdict.advice).toMatch(advice);
	});

	it.each([
		['/webhook-test/1/webhook', /^The trigger is not listening: click Execute step in it/],
		['/webhook/1/webhook', /^No published workflow has this URL\.$/],
		['/', /^Nothing is at this address: the server answered with status 404\.$/],
	])('says what an address that nobody knows means: %s', (path, result) => {
		const verdict = answered(404, { code: 404 }, `https://n8n.example${path}`);
		expect(verdict.result).toMatch(result);
		expect(verdict.advice).toMatch(/'URL'/);
	});

	it.each([301, 308])('names where a redirect leads, and shows nothing as HTML: %d', (status) => {
		const { result, advice } = answered(status, '', WEBHOOK, 'https://a.example/<i>');
		expect(result).toMatch(/^The URL redirects to another address, and a signed event is never/);
		expect(advice).toContain('https://a.example/&lt;i&gt;');
	});

	it('quotes no more than the beginning, and nothing as HTML', () => {
		expect(answered(500, '<a href="//e.example">Pay</a>').advice).toContain('&lt;a href=&quot;//e');
		expect(answered(500, 'x'.repeat(10_000)).advice?.length).toBeLessThan(300);
	});
});

describe('no answer at all', () => {
	it.each([
		['ECONNREFUSED', /^No answer: a\.in:81 refused the connection\.$/, /port/],
		['ENOTFOUND', /^No answer: no host named a\.in:81 was found\.$/, /'URL'/],
		['EAI_AGAIN', /^No answer: no host named/, /'URL'/],
		['ETIMEDOUT', /^No answer: a\.in:81 did not answer in time\.$/, /'Timeout'/],
		['ECONNABORTED', /did not answer in time/, /'Timeout'/],
		['DEPTH_ZERO_SELF_SIGNED_CERT', /no secure connection/, /certificate.* It says: &lt;b&gt;$/],
		['EPROTO', /no secure connection/, /certificate/],
		['ECONNRESET', /^No answer: the connection to a\.in:81 ended\.$/, /It says: &lt;b&gt;$/],
	])('is explained: %s', (code, result, advice) => {
		const error = { code, message: '<b>' };
		const verdict = judge('http://a.in:81/x', { ok: false, error });
		expect(verdict.ok).toBe(false);
		expect(verdict.result).toMatch(result);
		expect(verdict.advice).toMatch(advice);
	});
});
