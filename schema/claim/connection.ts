/** Promises the pages of claims. */
import { connectionOf } from '../connection';
import { Claim } from './claim';

export const ClaimConnection = connectionOf('Claim', () => Claim);
