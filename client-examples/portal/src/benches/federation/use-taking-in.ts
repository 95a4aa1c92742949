/** Promises that one press registers a donor, pledges and receives, that a retry does none twice, and that what was corrected keeps what was right. */
import { useRef } from 'react';
import { useCommand } from '../../parts/use-command';
import { Pledge, Receive, RegisterDonor } from './giving.documents';
import type { Giver } from './honour-box';
import type { Contents, Intaken } from './intake-form';

export interface Taken {
  readonly id: string;
  readonly fen: string;
  /** Who may be named for it; undefined for who wants no name. */
  readonly giver: Giver | undefined;
}

type Donor = { readonly donorOrganisationId: string } | { readonly donorId: string };

function giverOf({ who }: Intaken, donor: Donor): Giver | undefined {
  if ('donorOrganisationId' in donor) return { organisationId: donor.donorOrganisationId };
  return who === 'INDIVIDUAL' ? donor : undefined;
}

export function useTakingIn(organisationId: string, onTaken: (taken: Taken) => void) {
  const registering = useCommand(RegisterDonor);
  const pledging = useCommand(Pledge);
  const receiving = useCommand(Receive);
  const isRunning = registering.isRunning || pledging.isRunning || receiving.isRunning;
  /** Who is registered stays registered when the gift is corrected; what is pledged, when receiving it failed. */
  const registered = useRef<{ readonly key: string; readonly id: string }>(undefined);
  const pledged = useRef<{ readonly key: string; readonly id: string }>(undefined);

  const donorOf = async (form: Intaken): Promise<Donor | undefined> => {
    if (form.who === 'ORGANISATION') return { donorOrganisationId: form.donorOrganisationId };
    const name = form.who === 'INDIVIDUAL' ? form.name.trim() : undefined;
    const residentNumber = form.who === 'INDIVIDUAL' && form.number.trim() !== '' ? form.number.trim() : undefined;
    const donor = { kind: form.who, name, residentNumber };
    const key = JSON.stringify(donor);
    if (registered.current?.key !== key) {
      const ended = await registering.run((donorId) => ({ input: { donorId, ...donor } }));
      if (ended.kind !== 'done') return undefined;
      registered.current = { key, id: ended.answer.id };
    }
    return { donorId: registered.current.id };
  };
  const take = async (form: Intaken, contents: Contents) => {
    const donor = await donorOf(form);
    if (!donor) return;
    const what = { recipientOrganisationId: organisationId, ...donor, ...contents.what, earmark: contents.earmark };
    const key = JSON.stringify(what);
    if (pledged.current?.key !== key) {
      const ended = await pledging.run((donationId) => ({ input: { donationId, ...what } }));
      if (ended.kind !== 'done') return;
      pledged.current = { key, id: ended.answer.id };
    }
    const donationId = pledged.current.id;
    const ended = await receiving.run((commandId) => ({ input: { commandId, donationId } }));
    if (ended.kind === 'done') onTaken({ id: donationId, fen: contents.fen, giver: giverOf(form, donor) });
  };
  const outcomes = [registering.outcome, pledging.outcome, receiving.outcome];
  return { take, isRunning, outcomes };
}
