/** Promises Chinese first and English by a switch, both complete; words of a bench arrive with the bench. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import zh from './words.zh';

export type Language = 'zh' | 'en';
/** A tree of texts. English has exactly the keys of Chinese: the compiler and a test compare them. */
export type Words = { readonly [key: string]: string | Words };
export type SameWords<Chinese> = {
  readonly [Key in keyof Chinese]: Chinese[Key] extends string ? string : SameWords<Chinese[Key]>;
};
export type WordsOf = Record<Language, () => Promise<{ readonly default: Words }>>;

const storageKey = 'linkage.language';
const namespaces = new Map<string, WordsOf>();
const loaded = new Set<string>(['zh/main']);

const mainWords: WordsOf = {
  zh: async () => ({ default: zh }),
  en: () => import('./words.en'),
};

function chosen(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh',
    fallbackLng: 'zh',
    ns: ['main'],
    defaultNS: 'main',
    resources: { zh: { main: zh } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  namespaces.set('main', mainWords);
  await speak(chosen());
}

async function load(language: Language, namespace: string): Promise<void> {
  const key = `${language}/${namespace}`;
  if (loaded.has(key)) return;
  const { default: words } = await namespaces.get(namespace)![language]();
  i18next.addResourceBundle(language, namespace, words);
  loaded.add(key);
}

export async function speak(language: Language): Promise<void> {
  await Promise.all([...namespaces.keys()].map((namespace) => load(language, namespace)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Without storage the choice holds for this page.
  }
}

/** Brings the words of a bench in the language spoken now; the other follows when it is chosen. */
export async function bringWords(namespace: string, words: WordsOf): Promise<void> {
  namespaces.set(namespace, words);
  await load(language(), namespace);
}

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

/** The words of a namespace and the language spoken; a component that uses it is drawn anew when the language changes. */
export function useWords(namespace = 'main') {
  const { t } = useTranslation(namespace);
  return { t, language: language() };
}

/** What the contract says in both languages, in the one spoken. */
export function said(message: { readonly messageZh?: string; readonly messageEn?: string }): string {
  return (language() === 'en' ? message.messageEn : message.messageZh) ?? '';
}
