/** Promises the first position that was read: a feed goes on from there, however often what stands beside it is read again. */
import { useEffect, useState } from 'react';

export function useFirst(position: string | undefined): string | undefined {
  const [first, setFirst] = useState(position);
  useEffect(() => {
    if (first === undefined && position !== undefined) setFirst(position);
  }, [first, position]);
  return first;
}
