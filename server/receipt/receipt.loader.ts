/** Promises one read per request for the valid receipts of all donations that are asked for. */
import DataLoader from 'dataloader';
import type { Receipt } from '../../schema/receipt/receipt';
import { loaderOf, type RequestContext } from '../context';
import type { ReceiptReading } from './receipt.reading';

export class ReceiptLoader {
  constructor(private readonly reading: ReceiptReading) {}

  /** By the local id of the donation. */
  ofDonation(context: RequestContext, donationId: string): Promise<Receipt | undefined> {
    return loaderOf(context, this.makeReceipts).load(donationId);
  }

  private readonly makeReceipts = (context: RequestContext) =>
    new DataLoader<string, Receipt | undefined>(async (donationIds) => {
      const { actor } = context;
      const found = actor ? await this.reading.ofDonations(actor, donationIds) : new Map<string, Receipt>();
      return donationIds.map((id) => found.get(id));
    });
}
