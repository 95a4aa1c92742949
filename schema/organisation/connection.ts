/** Promises the page of organisations. */
import { connectionOf } from '../connection';
import { Organisation } from './organisation';

export const OrganisationConnection = connectionOf('Organisation', () => Organisation);
