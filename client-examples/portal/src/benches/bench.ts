/** Promises what a bench is: for whom, its words, and its pages, which are loaded when somebody goes there. */
import type { ComponentType } from 'react';
import type { WordsOf } from '../language/language';
import type { Role } from '../session/session';

export interface Page {
  /** Below the bench; '' is where one arrives. */
  readonly path: string;
  /** Key of its title among the words of the bench. */
  readonly title: string;
  readonly Content: ComponentType;
  /** Only for whoever has one of these roles; for all of the bench when left out. */
  readonly roles?: readonly Role[];
  /** Not among the places of the menu, for instance one need. */
  readonly isDetail?: boolean;
}

export interface Bench {
  /** Folder, first part of the address, and namespace of its words. Its title is `bench.<name>` of the shared words. */
  readonly name: string;
  readonly roles: readonly Role[];
  readonly words: WordsOf;
  readonly load: () => Promise<{ readonly pages: readonly Page[] }>;
}
