/** Promises PostgreSQL programs an environment in which nothing of the caller's changes what they do. */

/** Without PG* (other servers), LANG and LC_* (perhaps not installed) and TZ; messages are in English. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of ['PATH', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP', 'USERPROFILE'])
    if (process.env[name] !== undefined) environment[name] = process.env[name];
  return environment;
}
