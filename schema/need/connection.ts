/** Promises the page of needs. */
import { connectionOf } from '../connection';
import { Need } from './need';

export const NeedConnection = connectionOf('Need', () => Need);
