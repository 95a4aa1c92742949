/** Promises what opens a receipt: read from the part of an address that is never sent, and from what a person types. */
export interface Asked {
  readonly code: string;
  readonly number: string;
  readonly checkCode: string;
}

/** `#64060126.0000000042.7K3QW9ZT0A1B`, as receipts print it; undefined for anything else. */
export function askedBy(hash: string): Asked | undefined {
  const [, code, number, checkCode] = /^#(\d{8})\.(\d{1,10})\.([0-9A-Za-z]{12})$/.exec(hash) ?? [];
  return code && number && checkCode ? { code, number, checkCode } : undefined;
}

export function hashOf({ code, number, checkCode }: Asked): string {
  return `#${code}.${number}.${checkCode}`;
}

/** As typed: blanks are nobody's meaning, digits may be of a Chinese keyboard, and a check code has no O, I and L. */
export function askedIn(form: FormData): Asked {
  const typed = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.normalize('NFKC').replace(/\s/g, '') : '';
  };
  return {
    code: typed('code'),
    number: typed('number'),
    checkCode: typed('checkCode').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1'),
  };
}
