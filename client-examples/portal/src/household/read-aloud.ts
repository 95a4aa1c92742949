/** Promises words read aloud by the device itself, for those who cannot read them; a voice that lies elsewhere is never asked. */
import { useEffect, useState } from 'react';
import type { Language } from '../language/language';

function ownVoice(language: Language): SpeechSynthesisVoice | undefined {
  if (!('speechSynthesis' in window)) return undefined;
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
}

/** Reads words aloud, the last ones asked for; undefined on a device without a voice of its own for the language. */
export function useReadAloud(language: Language): ((words: string) => void) | undefined {
  const [voice, setVoice] = useState(() => ownVoice(language));
  useEffect(() => {
    const look = () => setVoice(ownVoice(language));
    look();
    if (!('speechSynthesis' in window)) return;
    // Browsers learn of their voices a moment after the page has opened.
    speechSynthesis.addEventListener('voiceschanged', look);
    return () => {
      speechSynthesis.removeEventListener('voiceschanged', look);
      speechSynthesis.cancel();
    };
  }, [language]);
  if (!voice) return undefined;
  return (words) => {
    speechSynthesis.cancel();
    const said = new SpeechSynthesisUtterance(words);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = 0.9;
    speechSynthesis.speak(said);
  };
}
