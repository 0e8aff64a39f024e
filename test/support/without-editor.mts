/** For an n8n that no browser opens: it starts with a quarter less work. */
export const WITHOUT_EDITOR = { N8N_DISABLE_UI: 'true' };
