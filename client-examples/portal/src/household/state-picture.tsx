/** Promises one picture for each state of a promise, known without reading; drawn by strokes in the colour of its place. */
import type { CardPromise } from './promise';

const strokes: Partial<Record<CardPromise['status'], string>> = {
  // A hand held out.
  ACCEPTED: 'M4 27h7l9 7 18-9c3-1 5 2 3 4L24 41 4 38zM12 27l8-6 7 3h8c3 0 3 5 0 5h-9',
  // A day in the calendar.
  CONFIRMED: 'M7 11h34v30H7zM7 19h34M15 6v9M33 6v9M17 30l5 5 9-9',
  // A person who comes up to a house.
  IN_PROGRESS: 'M5 22 24 7l19 15M10 20v21h28V20M24 41V30M24 24a3 3 0 1 0 0-1M19 41v-6l5-4 5 4v6',
  // Two bars.
  ON_HOLD: 'M17 12v24M31 12v24',
  // A parcel.
  DELIVERED: 'M6 15 24 6l18 9v19l-18 9-18-9zM6 15l18 9 18-9M24 24v19M15 10l18 9',
  // Something to be said.
  DISPUTED: 'M24 9v19M24 36v2',
  // Done.
  COMPLETED: 'M8 25l11 11L41 13',
};

export function StatePicture({ status }: Pick<CardPromise, 'status'>) {
  return (
    <span className="promise-picture" aria-hidden="true">
      <svg
        viewBox="0 0 48 48"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={strokes[status] ?? ''} />
      </svg>
    </span>
  );
}
