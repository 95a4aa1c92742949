/** Promises the receipts of donations, printed with fonts and check codes of their own. */
import { ReceiptFactsRepository } from '../donation/receipt-facts.repository';
import { ActorRepository } from '../identity/actor.repository';
import { CheckCodes } from '../receipt/check-code';
import { ReceiptDrafting } from '../receipt/receipt.drafting';
import { ReceiptFonts } from '../receipt/receipt.font';
import { ReceiptLoader } from '../receipt/receipt.loader';
import { ReceiptReading } from '../receipt/receipt.reading';
import { ReceiptRepository } from '../receipt/receipt.repository';
import { DonationReceiptResolver, ReceiptResolver } from '../receipt/receipt.resolver';
import { ReceiptService } from '../receipt/receipt.service';
import type { Care } from './care';
import { derivedKey } from './derived-key';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Projects } from './project';

export type Receipting = ReturnType<typeof composeReceipt>;

export function composeReceipt(parts: Ground & Parties & Care & Projects) {
  const { audit, config, database, organisations, projects, vault } = parts;
  const fonts = new ReceiptFonts();
  const actors = new ActorRepository();
  const donations = new ReceiptFactsRepository();
  const receipts = new ReceiptRepository();
  const drafting = new ReceiptDrafting(vault, actors, organisations, projects, fonts);
  const checkCodes = new CheckCodes(derivedKey(config, 'receipt check code'));
  const receiptService = new ReceiptService({ database, audit, vault, donations, receipts, drafting, checkCodes });
  const receiptReading = new ReceiptReading(
    ...([database, vault, actors, donations, receipts, receiptService, fonts, config.publicUrl] as const),
  );
  const resolvers: object[] = [
    new ReceiptResolver(receiptService, receiptReading),
    new DonationReceiptResolver(new ReceiptLoader(receiptReading)),
  ];
  return { receipts, receiptService, receiptReading, resolvers };
}
