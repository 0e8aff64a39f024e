import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { checkKeys, type WebhookKeys } from '../webhook/keys';

/** The credential's test in n8n's terms; both nodes name it, since n8n asks whichever comes first. */
export async function ecom360ApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return checkKeys(credential.data as WebhookKeys | undefined);
}
