/** Promises the width of a place on the page, as it is now. */
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

export function useWidth<Place extends HTMLElement>(): readonly [RefObject<Place | null>, number] {
  const place = useRef<Place>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, width];
}
