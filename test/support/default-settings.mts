/** How an event is read and presented where nothing is set. */
export const READ_AS_SET = {
	reading: { defaultCountry: 'IN', currency: 'INR', amountUnit: 'major' },
	presenting: {
		output: 'checkout',
		locale: 'en-IN',
		fallbackTexts: { customerName: 'there', itemsText: 'your cart', orderText: 'your order' },
		linkParameters: [],
	},
};
