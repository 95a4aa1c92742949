/** Promises the operations on files of donations: unpack, call, return. */
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../../schema/authority';
import { globalId, localId } from '../../schema/global-id';
import { ApiKeyScope } from '../../schema/identity/api-key-scope';
import { Role } from '../../schema/identity/role';
import {
  DonationImport,
  DonationImportEntry,
  RegisterDonationsInput,
  RegisterDonationsResult,
  SpreadsheetFile,
  SpreadsheetFormat,
} from '../../schema/import/import';
import { isRefusal } from '../../schema/refusal';
import { actorOf, type RequestContext } from '../context';
import { mediaTypes, writeTable } from '../spreadsheet/table-file';
import { tableOf, type DonationImportService, type ImportDone } from './import.service';

const speakers = [Role.COMPANY_PARTNER, Role.ORGANISATION_ADMINISTRATOR, Role.FEDERATION_STAFF] as const;

@Resolver(() => DonationImport)
export class DonationImportResolver {
  constructor(private readonly service: DonationImportService) {}

  @Allow(speakers, { apiKeyScope: ApiKeyScope.DONATIONS_WRITE })
  @Mutation(() => RegisterDonationsResult, {
    description: '批量登记捐赠 Pledge all donations of a file, or none; or try it and store nothing.',
  })
  async registerDonations(
    @Arg('input', () => RegisterDonationsInput, { description: '批量登记捐赠 The file.' })
    input: RegisterDonationsInput,
    @Ctx() context: RequestContext,
  ): Promise<typeof RegisterDonationsResult> {
    const result = await this.service.registerDonations(actorOf(context), input);
    return isRefusal(result) ? result : presentImport(result);
  }

  @Allow(speakers, { apiKeyScope: ApiKeyScope.DONATIONS_READ })
  @Query(() => DonationImport, {
    nullable: true,
    description: '批量登记 An import of one’s own organisation; null when there is none that you may see.',
  })
  async donationImport(
    @Arg('id', () => ID, { description: '编号 Global id of the import.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<DonationImport | undefined> {
    const done = await this.service.findVisible(actorOf(context), localId('DonationImport', id));
    return done && presentImport(done);
  }

  @FieldResolver(() => SpreadsheetFile, {
    nullable: true,
    description: '登记结果文件 Rows, references and donation ids as a file; null in a trial.',
  })
  async file(
    @Root() { id }: DonationImport,
    @Arg('format', () => SpreadsheetFormat, { description: '格式 How it is written.' }) format: SpreadsheetFormat,
    @Ctx() context: RequestContext,
  ): Promise<SpreadsheetFile | undefined> {
    const done =
      id === undefined ? undefined : await this.service.findVisible(actorOf(context), localId('DonationImport', id));
    if (!done) return undefined;
    const bytes = await writeTable(format, tableOf(done));
    return Object.assign(new SpreadsheetFile(), {
      fileName: `donation-import-${done.made.id}.${format.toLowerCase()}`,
      mediaType: mediaTypes[format],
      contentBase64: bytes.toString('base64'),
    });
  }
}

function presentImport({ made, entries, dryRun }: ImportDone): DonationImport {
  const { rowCount, donationCount, moneyFen, goodsValueFen, registeredAt } = made;
  return Object.assign(new DonationImport(), {
    ...{ dryRun, rowCount, donationCount, moneyFen, goodsValueFen },
    id: dryRun ? undefined : globalId('DonationImport', made.id),
    registeredAt: dryRun ? undefined : registeredAt,
    entries: entries.map((entry) =>
      Object.assign(new DonationImportEntry(), {
        row: entry.rowNumber,
        reference: entry.reference,
        donationId: dryRun ? undefined : globalId('Donation', entry.donationId),
      }),
    ),
  });
}
