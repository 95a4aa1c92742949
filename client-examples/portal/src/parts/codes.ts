/** Promises the codes of the contract that pages offer, in the order in which they are told everywhere. */
import { terms } from '../language/terms/words.zh';

export const lowIncomeCategories = Object.keys(terms.lowIncomeCategory) as (keyof typeof terms.lowIncomeCategory)[];
