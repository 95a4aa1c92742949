/** Promises the English words of the page that checks a receipt. */
import type { SameWords } from '../language/language';
import type { ReceiptWords } from './words.zh';

const words: SameWords<ReceiptWords> = {
  title: 'Check a donation receipt',
  intro: 'Type three things from the receipt to know whether it is genuine. No account is needed.',
  code: 'Receipt code (8 digits)',
  number: 'Receipt number',
  checkCode: 'Check code',
  go: 'Check',
  checking: 'Checking …',
  valid: 'Genuine and valid',
  validHint: 'Compare it with your page line by line: only when all is the same it is this one.',
  voided: 'Voided: it is worth nothing now',
  voidedHint: 'This receipt was issued and voided later. Ask who received the gift for a new one.',
  unknown: 'There is no such receipt',
  unknownHint: 'Compare what you typed with the page once more. If it stays so, ask the charity named on the page.',
  payer: 'Given by',
  amount: 'Amount',
  capitals: 'In capital numerals',
  payee: 'Received by',
  project: 'Project',
  issuedOn: 'Issued on',
  numbers: 'Code and number',
  lines: 'What was given',
  line: '{{quantity}} {{unit}} {{item}}',
  again: 'Check another one',
};

export default words;
