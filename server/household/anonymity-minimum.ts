/** Promises the number below which households are never told apart (k of k-anonymity). */
export const anonymityMinimum = 5;
