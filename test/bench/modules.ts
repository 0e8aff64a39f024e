// What the bench of receiving calls, as one entry for the bundler.
export * from '../../nodes/Ecom360/checkout/checkout';
export * from '../../nodes/Ecom360/checkout/whatsapp-texts';
export * from '../../nodes/Ecom360/payload/envelope';
export * from '../../nodes/Ecom360/trigger/filters';
export * from '../../nodes/Ecom360/trigger/items';
export * from '../../nodes/Ecom360/trigger/receive';
export * from '../../nodes/Ecom360/trigger/recent-deliveries';
export * from '../../nodes/Ecom360/trigger/settings';
export * from '../../nodes/Ecom360/webhook/body';
export * from '../../nodes/Ecom360/webhook/delivery';
export * from '../../nodes/Ecom360/webhook/signature';
export * from '../../nodes/Ecom360/webhook/signature-header';
