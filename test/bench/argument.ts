/** Promises an argument of a benchmark, given as --name=value. */

export function argument(name: string, otherwise: string): string {
  return process.argv.find((given) => given.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
}
