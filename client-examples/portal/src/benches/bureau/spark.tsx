/** Promises the run of a figure over months as a small line: to be looked at beside the number, which says it. */
export function Spark({ values }: { readonly values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return <svg className="spark" viewBox="0 0 120 32" aria-hidden="true" />;
  const most = Math.max(...known, 1);
  const at = (value: number, index: number) =>
    `${((index / (values.length - 1)) * 116 + 2).toFixed(1)},${(29 - (value / most) * 26).toFixed(1)}`;
  const points = values.flatMap((value, index) => (value === null ? [] : [at(value, index)]));
  const [x, y] = points.at(-1)!.split(',');
  return (
    <svg className="spark" viewBox="0 0 120 32" preserveAspectRatio="none" aria-hidden="true">
      <polyline className="spark-ground" points={`${points[0]!.split(',')[0]},31 ${points.join(' ')} ${x},31`} />
      <polyline className="spark-line" points={points.join(' ')} />
      <path className="spark-end" d={`M${x} ${y}h0.01`} />
    </svg>
  );
}
