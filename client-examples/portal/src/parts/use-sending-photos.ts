/** Promises that what was taken is sent, each picture under its own id, so that a second attempt sends nothing twice. */
import { useState } from 'react';
import type { Fault } from '../graphql/client';
import { sendPhoto, type SentFor } from './photo';
import type { TakenPhoto } from './taken-photos';

export function useSendingPhotos(sentFor: SentFor) {
  const [fault, setFault] = useState<Fault>();
  const [isSending, setSending] = useState(false);
  /** Their global ids; undefined when not all of them arrived. */
  const send = async (photos: readonly TakenPhoto[]): Promise<readonly string[] | undefined> => {
    setSending(true);
    setFault(undefined);
    const ids: string[] = [];
    for (const { id, picture } of photos) {
      const answer = await sendPhoto(id, sentFor, picture);
      if ('code' in answer) {
        setFault(answer);
        break;
      }
      ids.push(answer.id);
    }
    setSending(false);
    return ids.length === photos.length ? ids : undefined;
  };
  return { send, isSending, fault };
}
