/** Promises opaque global ids: base64url of "Type:uuid" (areas: "Area:code"), so that `node(id)` finds any object. */

const impossible = '00000000-0000-0000-0000-000000000000';
/** A local id as PostgreSQL writes it. */
export const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** The type and local id of a global id, or undefined when it is not one. */
export function readGlobalId(id: string): { type: string; id: string } | undefined {
  const match = /^([A-Za-z]+):(.+)$/.exec(Buffer.from(id, 'base64url').toString('utf8'));
  return match ? { type: match[1]!, id: match[2]! } : undefined;
}

/**
 * The uuid inside a global id of the given type. A malformed id, or one of another type, becomes an id that no row has:
 * so it is answered exactly as a missing row is.
 */
export function localId(type: string, id: string): string {
  const read = readGlobalId(id);
  return read?.type === type ? idOrImpossible(read.id) : impossible;
}

/** A local id; what is none becomes one that no row has. */
export function idOrImpossible(text: string): string {
  return uuidShape.test(text) ? text : impossible;
}
