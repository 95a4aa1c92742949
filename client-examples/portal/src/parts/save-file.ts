/** Promises a file in the hands of the reader: what the server sent in base64, or what the page made, saved under a name. */

export function saveFile(name: string, mediaType: string, contents: string | Blob): void {
  const blob = typeof contents === 'string' ? new Blob([bytesOf(contents)], { type: mediaType }) : contents;
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by the next turn; a moment more harms nobody.
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** A file as the contract takes it. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
