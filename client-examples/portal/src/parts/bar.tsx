/** Promises how much of a whole as a bar, for who looks; those who listen are told in words beside it. */

export function Bar({ percent }: { readonly percent: number }) {
  return (
    <span className="bar-room" aria-hidden="true">
      <span className="bar-fill" style={{ width: `${percent}%` }} />
    </span>
  );
}
