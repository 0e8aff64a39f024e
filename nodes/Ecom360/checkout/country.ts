import { type CountryCode, getCountries, getCountryCallingCode } from 'libphonenumber-js/max';

/** Countries' three-letter codes (ISO 3166-1 alpha-3) and the two-letter ones they stand for. */
export const ALPHA_3: ReadonlyMap<string, string> = new Map(
	`
		AND:AD ARE:AE AFG:AF ATG:AG AIA:AI ALB:AL ARM:AM AGO:AO ARG:AR ASM:AS AUT:AT AUS:AU ABW:AW
		ALA:AX AZE:AZ BIH:BA BRB:BB BGD:BD BEL:BE BFA:BF BGR:BG BHR:BH BDI:BI BEN:BJ BLM:BL BMU:BM
		BRN:BN BOL:BO BES:BQ BRA:BR BHS:BS BTN:BT BWA:BW BLR:BY BLZ:BZ CAN:CA CCK:CC COD:CD CAF:CF
		COG:CG CHE:CH CIV:CI COK:CK CHL:CL CMR:CM CHN:CN COL:CO CRI:CR CUB:CU CPV:CV CUW:CW CXR:CX
		CYP:CY CZE:CZ DEU:DE DJI:DJ DNK:DK DMA:DM DOM:DO DZA:DZ ECU:EC EST:EE EGY:EG ESH:EH ERI:ER
		ESP:ES ETH:ET FIN:FI FJI:FJ FLK:FK FSM:FM FRO:FO FRA:FR GAB:GA GBR:GB GRD:GD GEO:GE GUF:GF
		GGY:GG GHA:GH GIB:GI GRL:GL GMB:GM GIN:GN GLP:GP GNQ:GQ GRC:GR GTM:GT GUM:GU GNB:GW GUY:GY
		HKG:HK HND:HN HRV:HR HTI:HT HUN:HU IDN:ID IRL:IE ISR:IL IMN:IM IND:IN IOT:IO IRQ:IQ IRN:IR
		ISL:IS ITA:IT JEY:JE JAM:JM JOR:JO JPN:JP KEN:KE KGZ:KG KHM:KH KIR:KI COM:KM KNA:KN PRK:KP
		KOR:KR KWT:KW CYM:KY KAZ:KZ LAO:LA LBN:LB LCA:LC LIE:LI LKA:LK LBR:LR LSO:LS LTU:LT LUX:LU
		LVA:LV LBY:LY MAR:MA MCO:MC MDA:MD MNE:ME MAF:MF MDG:MG MHL:MH MKD:MK MLI:ML MMR:MM MNG:MN
		MAC:MO MNP:MP MTQ:MQ MRT:MR MSR:MS MLT:MT MUS:MU MDV:MV MWI:MW MEX:MX MYS:MY MOZ:MZ NAM:NA
		NCL:NC NER:NE NFK:NF NGA:NG NIC:NI NLD:NL NOR:NO NPL:NP NRU:NR NIU:NU NZL:NZ OMN:OM PAN:PA
		PER:PE PYF:PF PNG:PG PHL:PH PAK:PK POL:PL SPM:PM PRI:PR PSE:PS PRT:PT PLW:PW PRY:PY QAT:QA
		REU:RE ROU:RO SRB:RS RUS:RU RWA:RW SAU:SA SLB:SB SYC:SC SDN:SD SWE:SE SGP:SG SHN:SH SVN:SI
		SJM:SJ SVK:SK SLE:SL SMR:SM SEN:SN SOM:SO SUR:SR SSD:SS STP:ST SLV:SV SXM:SX SYR:SY SWZ:SZ
		TCA:TC TCD:TD TGO:TG THA:TH TJK:TJ TKL:TK TLS:TL TKM:TM TUN:TN TON:TO TUR:TR TTO:TT TUV:TV
		TWN:TW TZA:TZ UKR:UA UGA:UG USA:US URY:UY UZB:UZ VAT:VA VCT:VC VEN:VE VGB:VG VIR:VI VNM:VN
		VUT:VU WLF:WF WSM:WS YEM:YE MYT:YT ZAF:ZA ZMB:ZM ZWE:ZW
	`
		.trim()
		.split(/\s+/)
		.map((pair) => [pair.slice(0, 3), pair.slice(4)]),
);

const LONGEST_NAME = 64;

const NAMES = new Intl.DisplayNames('en', { type: 'region' });

/** ISO 3166 codes of the countries that have telephone numbers of their own, sorted. */
const COUNTRIES: ReadonlySet<string> = new Set(getCountries());

/** What people write that is neither the code nor the name that `Intl` knows. */
const OTHER_NAMES: Readonly<Record<string, CountryCode>> = {
	burma: 'MM',
	czechrepublic: 'CZ',
	england: 'GB',
	greatbritain: 'GB',
	holland: 'NL',
	ivorycoast: 'CI',
	ksa: 'SA',
	turkey: 'TR',
	uae: 'AE',
	uk: 'GB',
	unitedstatesofamerica: 'US',
};

/** The country that a calling code is known for, where several share it. */
const FIRST_OF_CALLING_CODE: Readonly<Record<string, CountryCode>> = {
	'1': 'US',
	'7': 'RU',
	'39': 'IT',
	'44': 'GB',
	'47': 'NO',
	'61': 'AU',
	'212': 'MA',
	'262': 'RE',
	'358': 'FI',
	'590': 'GP',
	'599': 'CW',
};

/** Every country by its English name, sorted, for a list to choose from. */
export const COUNTRY_OPTIONS: ReadonlyArray<{ name: string; value: string }> = [...COUNTRIES]
	.map((code) => ({ name: NAMES.of(code) ?? code, value: code }))
	.sort((one, other) => one.name.localeCompare(other.name, 'en'));

/**
 * Reads a country as people write it: a code of two letters (ISO 3166, or `UK`) or of three, or an
 * English name as `Intl.DisplayNames` knows it. Undefined for anything else.
 */
export function readCountry(written: string): string | undefined {
	if (written === '' || written.length > LONGEST_NAME) return undefined;
	const code = written.trim().toUpperCase();
	if (COUNTRIES.has(code)) return code;
	return ALPHA_3.get(code) ?? byName().get(folded(written));
}

let known: ReadonlyMap<string, string> | undefined;

/** Every country's names, folded; made when the first name is read, since few senders write one. */
function byName(): ReadonlyMap<string, string> {
	if (known) return known;
	const shortNames = new Intl.DisplayNames('en', { type: 'region', style: 'short' });
	const named = [...COUNTRIES].flatMap((code) =>
		[NAMES, shortNames].map((names) => [folded(names.of(code) ?? code), code] as const),
	);
	known = new Map([...Object.entries(OTHER_NAMES), ...named]);
	return known;
}

/** Reads a country that may also be written as its calling code: `91`, `+91` or `0091`. */
export function readCountryOrCallingCode(written: string): string | undefined {
	const [, callingCode] = /^(?:\+|00)?([1-9]\d{0,2})$/.exec(written.trim()) ?? [];
	if (callingCode === undefined) return readCountry(written);
	return (
		FIRST_OF_CALLING_CODE[callingCode] ??
		getCountries().find((country) => getCountryCallingCode(country) === callingCode)
	);
}

/** `Côte d’Ivoire` and `cote divoire`, `the Bahamas` and `Bahamas` are one. */
function folded(name: string): string {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/^\s*the\s/, '')
		.replaceAll('&', 'and')
		.replace(/[^a-z]/g, '');
}
