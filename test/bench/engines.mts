/** One way to set up n8n's expression engine. */
export interface Engine {
	name: string;
	env: Record<string, string>;
	/** Share of the rounds of load that it gets; 0: only its latency is measured. */
	share: number;
}

/** What n8n users can set. */
export const ENGINES: readonly Engine[] = [
	{ name: 'lazy', env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' }, share: 1 },
	{ name: 'default', env: {}, share: 1 / 3 },
	{ name: 'pool of 2', env: { N8N_EXPRESSION_ENGINE_POOL_SIZE: '2' }, share: 0 },
	{
		name: 'lazy, compile cache',
		env: {
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
			N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true',
		},
		share: 1 / 3,
	},
];
