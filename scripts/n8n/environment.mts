/** The part of this process's environment that an n8n may see: enough to run, nothing that changes it. */
const INHERITED =
	'PATH HOME USER LANG LC_ALL TZ SYSTEMROOT WINDIR COMSPEC PATHEXT APPDATA LOCALAPPDATA USERPROFILE';

interface Settings {
	userFolder: string;
	port: number;
	brokerPort: number;
	healthPort: number;
	/** Wins over everything else. */
	env: Record<string, string>;
}

/** The environment of one n8n process. */
export function environmentOf({
	userFolder,
	port,
	brokerPort,
	healthPort,
	env,
}: Settings): Record<string, string> {
	const inherited = Object.fromEntries(
		INHERITED.split(' ').flatMap((name) => {
			const value = process.env[name];
			return value === undefined ? [] : [[name, value]];
		}),
	);
	return {
		...inherited,
		// n8n leaves an upload folder among the temporary files: like this it goes with the rest.
		...{ TMPDIR: userFolder, TEMP: userFolder, TMP: userFolder },
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		QUEUE_HEALTH_CHECK_PORT: String(healthPort),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		// An idle worker uses up all of this, by default half a minute, before it ends.
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		...env,
	};
}
