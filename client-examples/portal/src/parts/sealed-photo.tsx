/** Promises a picture that is read with the session of its reader, shown while it is looked at, and kept nowhere. */
import { useEffect, useState } from 'react';
import { authorisedFetch } from '../graphql/client';
import { useWords } from '../language/language';
import './photos.css';

export function SealedPhoto({ path, alt }: { readonly path: string; readonly alt: string }) {
  const { t } = useWords();
  /** Null: it cannot be seen. */
  const [address, setAddress] = useState<string | null>();
  useEffect(() => {
    let isLeft = false;
    let made: string | undefined;
    void readPicture(path).then((picture) => {
      if (isLeft) return;
      made = picture && URL.createObjectURL(picture);
      setAddress(made ?? null);
    });
    return () => {
      isLeft = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [path]);
  if (address === null) return <span className="soft">{t('photo.gone')}</span>;
  return address ? <img src={address} alt={alt} /> : <span className="thumb-room" />;
}

async function readPicture(path: string): Promise<Blob | undefined> {
  try {
    const response = await authorisedFetch(path, {});
    return response.ok ? await response.blob() : undefined;
  } catch {
    return undefined;
  }
}
