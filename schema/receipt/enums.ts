/** Promises the closed vocabularies of a receipt: whether it is valid, and why it was voided. */
import { registerEnumType } from 'type-graphql';

export enum ReceiptStatus {
  ISSUED = 'ISSUED',
  VOIDED = 'VOIDED',
}

registerEnumType(ReceiptStatus, {
  name: 'ReceiptStatus',
  description: '票据状态 Whether a receipt is valid.',
  valuesConfig: {
    ISSUED: { description: '有效 Issued and valid.' },
    VOIDED: { description: '作废 Voided; its number is not used again.' },
  },
});

export enum ReceiptVoidReason {
  WRONG_CONTENTS = 'WRONG_CONTENTS',
  DONATION_RETURNED = 'DONATION_RETURNED',
  PAYER_CORRECTED = 'PAYER_CORRECTED',
  PRINTED_WRONGLY = 'PRINTED_WRONGLY',
}

registerEnumType(ReceiptVoidReason, {
  name: 'ReceiptVoidReason',
  description: '作废原因 Why a receipt was voided.',
  valuesConfig: {
    WRONG_CONTENTS: { description: '内容有误 Something on it was wrong.' },
    DONATION_RETURNED: { description: '捐赠退回 The donation was given back.' },
    PAYER_CORRECTED: { description: '交款人更正 The name or code of the payer was corrected.' },
    PRINTED_WRONGLY: { description: '打印有误 The page could not be used.' },
  },
});
