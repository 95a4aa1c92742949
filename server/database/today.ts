/** Promises one day for everybody: that of Asia/Shanghai, by the clock of the database. */

/** As a date, within a statement. */
export const today = "(now() AT TIME ZONE 'Asia/Shanghai')::date";
