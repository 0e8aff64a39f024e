/** What the README advises for a busy shop: n8n prepares no sandbox for expressions until one is met. */
export const BUSY_SHOP = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
