/** Promises the only SQL for meetings and their parties. */
import { v7 } from 'uuid';
import type { MeetingStatus } from '../../schema/meeting/meeting';
import type { Statements, Transaction } from '../database/database';
import type { MeetingEntity, MeetingPartyEntity } from './meeting.entity';
import type { PartyOf, Seats } from './meeting.policy';

export type MeetingRow = MeetingEntity;
export type PartyRow = MeetingPartyEntity;

const columns = `m.id, m.area_code AS "areaCode", m.title, m.starts_at AS "startsAt", m.place, m.agenda, m.status, m.notes,
  m.called_by AS "calledBy", m.called_at AS "calledAt"`;
const partyColumns = 'id, meeting_id AS "meetingId", area_code AS "areaCode", organisation_id AS "organisationId"';

/** True for meetings m that one of the seats ($1 areas, $2 organisations) is invited to. */
export const seated = (meeting: string) => `EXISTS (SELECT FROM meeting_party seat WHERE seat.meeting_id = ${meeting}
  AND (seat.area_code = ANY ($1::text[]) OR seat.organisation_id = ANY ($2::uuid[])))`;

export class MeetingRepository {
  async findMeeting(statements: Statements, id: string): Promise<MeetingRow | undefined> {
    const [row] = await statements.query<MeetingRow>(
      `/* meeting.findMeeting */ SELECT ${columns} FROM meeting m WHERE m.id = $1`,
      [id],
    );
    return row;
  }

  /** The meetings of some seats, the newest first. */
  listMeetings(
    statements: Statements,
    seats: Seats,
    status: MeetingStatus | undefined,
    after: { readonly instant: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<(MeetingRow & { readonly at: string })[]> {
    return statements.query(
      `/* meeting.listMeetings */
       SELECT ${columns}, m.starts_at::text AS at FROM meeting m
        WHERE ${seated('m.id')} AND ($3::text IS NULL OR m.status = $3)
          AND ($4::timestamptz IS NULL OR (m.starts_at, m.id) < ($4::timestamptz, $5::uuid))
        ORDER BY m.starts_at DESC, m.id DESC LIMIT $6`,
      [seats.areaCodes, seats.organisationIds, status ?? null, after?.instant ?? null, after?.id ?? null, limit],
    );
  }

  partiesOf(statements: Statements, meetingIds: readonly string[]): Promise<PartyRow[]> {
    return statements.query<PartyRow>(
      `/* meeting.partiesOf */
       SELECT ${partyColumns} FROM meeting_party WHERE meeting_id = ANY ($1::uuid[]) ORDER BY area_code, organisation_id`,
      [meetingIds],
    );
  }

  async insertMeeting(
    tx: Transaction,
    row: Omit<MeetingRow, 'status' | 'notes' | 'calledAt'>,
    parties: readonly PartyOf[],
  ): Promise<MeetingRow> {
    const [inserted] = await tx.query<MeetingRow>(
      `/* meeting.insertMeeting */
       INSERT INTO meeting AS m (id, area_code, title, starts_at, place, agenda, called_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${columns}`,
      [row.id, row.areaCode, row.title, row.startsAt, row.place, row.agenda, row.calledBy],
    );
    await tx.query(
      `/* meeting.insertParties */
       INSERT INTO meeting_party (id, meeting_id, area_code, organisation_id)
       SELECT party.id, $1, party.area_code, party.organisation_id
         FROM unnest($2::uuid[], $3::text[], $4::uuid[]) AS party (id, area_code, organisation_id)`,
      [
        ...[row.id, parties.map(() => v7()), parties.map((party) => party.areaCode)],
        parties.map((party) => party.organisationId),
      ],
    );
    return inserted!;
  }

  /** No row when it is not called any more, or has not begun where it must have. */
  async settle(
    tx: Transaction,
    id: string,
    status: MeetingStatus,
    notes: string | null,
  ): Promise<MeetingRow | undefined> {
    const [row] = await tx.query<MeetingRow>(
      `/* meeting.settle */
       UPDATE meeting m SET status = $2, notes = $3
        WHERE m.id = $1 AND m.status = 'CALLED' AND ($2 <> 'HELD' OR m.starts_at <= now()) RETURNING ${columns}`,
      [id, status, notes],
    );
    return row;
  }
}
