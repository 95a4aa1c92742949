/** Promises to open what a database holds sealed, wherever it stands: for comparing two databases in tests, and for nothing else. */
import { IdentityVault, type HouseholdKey, type RingKey } from '../../server/household/vault';

/** A cell of bytes, and every id that its row names, its own first. */
export interface SealedCell {
  readonly table: string;
  readonly column: string;
  readonly rowIds: readonly string[];
  readonly bytes: Buffer;
}

export class SealedTexts {
  private readonly vault: IdentityVault;
  private readonly keys = new Map<string, HouseholdKey>();
  /** Who named whom: the way from a record of a case to the household whose key it is sealed with. */
  private readonly named = new Map<string, readonly string[]>();

  constructor(ring: readonly RingKey[]) {
    this.vault = new IdentityVault(ring);
  }

  /** To be told of each row that has an id, before the first cell is opened. */
  addRow([own, ...others]: readonly string[]): void {
    if (own !== undefined && others.length > 0) this.named.set(own, others);
  }

  /** Whether the bytes are the wrapped key of their row. */
  addKey({ rowIds, bytes }: SealedCell): boolean {
    for (const id of rowIds) {
      const key = attempt(() => this.vault.openKey(id, bytes));
      if (key) this.keys.set(id, key);
      if (key) return true;
    }
    return false;
  }

  /** Undefined: nothing that was sealed for this place. */
  open({ table, column, rowIds, bytes }: SealedCell): string | undefined {
    for (const owner of this.ownersOf(rowIds))
      for (const rowId of rowIds) {
        const text = attempt(() => this.keys.get(owner)!.open({ table, column, rowId }, bytes));
        if (text !== undefined) return text;
      }
    return undefined;
  }

  private ownersOf(rowIds: readonly string[]): string[] {
    const near = rowIds.flatMap((id) => this.named.get(id) ?? []);
    const far = near.flatMap((id) => this.named.get(id) ?? []);
    return [...new Set([...rowIds, ...near, ...far])].filter((id) => this.keys.has(id));
  }
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
