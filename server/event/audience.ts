/** Promises the scope keys by which events are addressed: an event reaches a subscriber that holds one of its keys. */

const ofOrganisation = 'organisation:';

/** Members of one organisation. */
export function organisationScope(organisationId: string): string {
  return `${ofOrganisation}${organisationId}`;
}

/** The same in SQL: the scope keys of a list of ids. */
export function organisationScopesIn(ids: string): string {
  return `ARRAY(SELECT '${ofOrganisation}' || id FROM unnest(${ids}) AS told (id))`;
}

/** Those who serve exactly this area. */
export function areaScope(areaCode: string): string {
  return `area:${areaCode}`;
}

/** One signed-in account, for changes of its own authority. */
export function accountScope(accountId: string): string {
  return `account:${accountId}`;
}

/** Those who follow one charity project: what it raises, reserves and spends. */
export function projectScope(projectId: string): string {
  return `project:${projectId}`;
}

/** Members of an organisation that has claims to which something received may go. */
export function goodsScope(organisationId: string): string {
  return `goods:${organisationId}`;
}

/** Those who look after the plan of the installation: federation and bureau. */
export const planScope = 'plan:*';

const codeLengths = [2, 4, 6, 9, 12, 15];

/** The area and all areas above it: whoever serves any of them hears of what happens in it. */
export function areaChainScopes(areaCode: string): string[] {
  return codeLengths
    .filter((length) => length <= areaCode.length)
    .map((length) => areaScope(areaCode.slice(0, length)));
}
