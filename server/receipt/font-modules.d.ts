/** Promises the shapes of the two font modules that come without their own. */
declare module 'subset-font' {
  function subsetFont(font: Buffer, text: string, options: { targetFormat: 'sfnt' }): Promise<Buffer>;
  export default subsetFont;
}

declare module 'fontkit' {
  export function create(font: Buffer): { readonly characterSet: number[] };
}
