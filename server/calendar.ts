/** Promises whole days as a calendar by RFC 5545: lines of at most 75 octets, text escaped. */

export interface DayEvent {
  readonly id: string;
  readonly stamp: Date;
  readonly startsOn: string;
  /** The day after its last. */
  readonly endsBefore: string;
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
}

export function writeEvents(product: string, events: readonly DayEvent[]): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//Linkage//${product}//ZH`, 'METHOD:PUBLISH'];
  for (const event of events)
    lines.push(
      'BEGIN:VEVENT',
      `UID:${event.id}@linkage`,
      `DTSTAMP:${event.stamp.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')}`,
      `DTSTART;VALUE=DATE:${compact(event.startsOn)}`,
      `DTEND;VALUE=DATE:${compact(event.endsBefore)}`,
      `SUMMARY:${escaped(event.summary)}`,
      ...(event.description === undefined ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
      ...(event.location === undefined ? [] : [`LOCATION:${escaped(event.location)}`]),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    );
  lines.push('END:VCALENDAR');
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');
}

/** Continues a long line on the next, between two characters. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const sign of line) {
    if (Buffer.byteLength(part + sign) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
    }
    part += sign;
  }
  return [...parts, part].join('\r\n ');
}
