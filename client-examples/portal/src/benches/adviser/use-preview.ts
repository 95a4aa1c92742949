/** Promises what organisations would read of a need while it is being written, or what of it would be refused and where. */
import { useEffect, useState } from 'react';
import { client, faultOf, type Fault } from '../../graphql/client';
import { PreviewNeed, type DraftNeedInput, type PreviewNeedQuery } from './intake.documents';

type Answer = PreviewNeedQuery['previewNeed'];
export type Preview = Extract<Answer, { __typename: 'NeedPreview' }>;
export type PreviewRefusal = Exclude<Answer, { __typename: 'NeedPreview' }>;

export interface Previewed {
  readonly preview?: Preview;
  readonly refusal?: PreviewRefusal;
  readonly fault?: Fault;
}

/** A hand at rest. */
const restMilliseconds = 450;

export function usePreview(input: DraftNeedInput | undefined): Previewed {
  const [previewed, setPreviewed] = useState<Previewed>({});
  const key = input && JSON.stringify(input);
  useEffect(() => {
    if (key === undefined) return setPreviewed({});
    let isOld = false;
    const timer = window.setTimeout(() => {
      const variables = { input: JSON.parse(key) as DraftNeedInput };
      void client
        .query<PreviewNeedQuery>(PreviewNeed, variables, { requestPolicy: 'network-only' })
        .toPromise()
        .then(({ data, error }) => {
          if (isOld) return;
          const answer = data?.previewNeed;
          if (!answer || error) return setPreviewed({ fault: error ? faultOf(error) : { code: 'UNREACHABLE' } });
          setPreviewed(answer.__typename === 'NeedPreview' ? { preview: answer } : { refusal: answer });
        });
    }, restMilliseconds);
    return () => {
      isOld = true;
      window.clearTimeout(timer);
    };
  }, [key]);
  return previewed;
}
