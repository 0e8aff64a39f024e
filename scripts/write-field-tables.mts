import { writeFileSync } from 'node:fs';

import { FIELDS_PAGE, fieldsPage } from './field-tables.mts';

writeFileSync(FIELDS_PAGE, fieldsPage());
