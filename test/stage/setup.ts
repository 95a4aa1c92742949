/** Promises that decorators have their metadata before any class of the product is read, and graphql as it is in production. */
import 'reflect-metadata';

// Otherwise it looks twice at every value that is not of its types: a tenth of all processor time here. It decides when it is read.
const { NODE_ENV } = process.env;
process.env.NODE_ENV = 'production';
// eslint-disable-next-line @typescript-eslint/no-require-imports -- read at this moment, not before
require('graphql/jsutils/instanceOf');
process.env.NODE_ENV = NODE_ENV;
