/** Promises the records of the charity as a table, of those kinds that a page names. */
import { useWords } from '../../language/language';
import { ExportBox } from '../../parts/export-box';

type Code =
  'DONATIONS_RECEIVED' | 'RECEIPTS_ISSUED' | 'HELP_DELIVERED_VALUE' | 'PROJECTS_OPENED' | 'STATUTORY_OBLIGATIONS_DUE';

export interface ExportsProps {
  readonly organisationId: string;
  readonly codes: readonly [Code, ...Code[]];
}

export function Exports({ organisationId, codes }: ExportsProps) {
  const { t } = useWords('federation');
  const kindOf = (code: Code) => ({ name: t(`exported.${code}`), subject: 'RECORDS', codes: [code] }) as const;
  const [first, ...others] = codes;
  return <ExportBox kinds={[kindOf(first), ...others.map(kindOf)]} scope={{ organisationId }} />;
}
