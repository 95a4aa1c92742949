/** Promises that decorators have their metadata before any class of the product is read. */
import 'reflect-metadata';
