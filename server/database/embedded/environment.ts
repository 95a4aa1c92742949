/** Promises PostgreSQL programs an environment in which nothing of the caller's changes what they do. */

/** Without PG* (other servers), LANG and LC_* (perhaps not installed) and TZ; messages are in English. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  // eslint-disable-next-line no-restricted-properties -- what a child process needs of the system is no configuration
  const ours = process.env;
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' };
  for (const name of ['PATH', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP', 'USERPROFILE'])
    if (ours[name] !== undefined) environment[name] = ours[name];
  return environment;
}
