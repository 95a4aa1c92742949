/** Promises the page of areas. */
import { connectionOf } from '../connection';
import { Area } from './area';

export const AreaConnection = connectionOf('Area', () => Area);
