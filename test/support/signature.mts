import { sign, type SignOptions } from '../../nodes/Ecom360/webhook/signature.ts';

/** The signature header's value for a body that can be signed. */
export function signatureOf(body: Buffer, options: SignOptions): string {
	const signature = sign(body, options);
	if (!signature.ok) throw new Error(`Cannot be signed: ${signature.error}`);
	return signature.value;
}
