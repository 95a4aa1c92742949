/** Promises the type of an operation: a text that knows what it is asked with and what it is answered. */

export type Document<Result, Variables> = string & { readonly __types?: (variables: Variables) => Result };
