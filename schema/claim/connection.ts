/** Promises the pages of claims and of revisits. */
import { connectionOf } from '../connection';
import { Claim } from './claim';
import { Revisit } from './revisit';

export const ClaimConnection = connectionOf('Claim', () => Claim);
export const RevisitConnection = connectionOf('Revisit', () => Revisit);
