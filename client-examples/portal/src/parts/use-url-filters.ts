/** Promises filters that stand in the address, so that a view can be kept and sent on; never anything personal. */
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** The values that each filter may have, or how codes are written that it takes; whatever else stands in the address is no filter. */
export type FilterChoices = Readonly<Record<string, readonly string[] | RegExp>>;
export type Filters<Choices extends FilterChoices> = {
  readonly [Name in keyof Choices]?: Choices[Name] extends readonly string[] ? Choices[Name][number] : string;
};

const allows = (choice: readonly string[] | RegExp, value: string) =>
  choice instanceof RegExp ? choice.test(value) : choice.includes(value);

export function useUrlFilters<const Choices extends FilterChoices>(
  choices: Choices,
): readonly [Filters<Choices>, (name: keyof Choices & string, value: string | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const filters = useMemo(() => {
    const given = new URLSearchParams(text);
    const known = Object.entries(choices).filter(([name, choice]) => allows(choice, given.get(name) ?? ''));
    return Object.fromEntries(known.map(([name]) => [name, given.get(name)])) as Filters<Choices>;
  }, [text, choices]);
  const choose = useCallback(
    (name: keyof Choices & string, value: string | undefined) =>
      setSearch(
        (old) => {
          const next = new URLSearchParams(old);
          if (value === undefined) next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return [filters, choose];
}
