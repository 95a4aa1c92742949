/** Promises the page of households. */
import { connectionOf } from '../connection';
import { Household } from './household';

export const HouseholdConnection = connectionOf('Household', () => Household);
