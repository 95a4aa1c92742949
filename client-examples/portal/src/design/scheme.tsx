/** Promises the components of Ant Design in the colours of the portal, in the light that the device asks for, without needless motion. */
import { useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import ConfigProvider from 'antd/es/config-provider';
import zhCN from 'antd/es/locale/zh_CN';
import enUS from 'antd/es/locale/en_US';
import { darkAlgorithm, defaultAlgorithm } from './algorithms';
import { useWords } from '../language/language';
import { fontFamily, palettes, wear, type Scheme } from './tokens';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}

export function useScheme(): Scheme {
  return useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light';
}

export function usePhone(): boolean {
  return useMedia('(max-width: 760px)');
}

/** Whether whoever looks wants nothing to move by itself. */
export function useStill(): boolean {
  return useMedia('(prefers-reduced-motion: reduce)');
}

export function Design({ children }: { readonly children: ReactNode }) {
  const scheme = useScheme();
  const phone = usePhone();
  const still = useStill();
  const { language } = useWords();
  useEffect(() => wear(scheme), [scheme]);
  const theme = useMemo(() => {
    const colours = palettes[scheme];
    return {
      algorithm: scheme === 'dark' ? darkAlgorithm : defaultAlgorithm,
      token: {
        ...{ fontFamily, fontSize: 16, borderRadius: 10, controlHeight: phone ? 44 : 38, motion: !still },
        ...{ colorPrimary: colours.pine, colorLink: colours.pine, colorError: colours.danger },
        ...{
          colorText: colours.ink,
          colorTextSecondary: colours['ink-soft'],
          colorTextDescription: colours['ink-soft'],
        },
        ...{ colorTextPlaceholder: colours['ink-soft'], colorBorder: colours.line, colorBgContainer: colours.surface },
        ...{ colorBgElevated: colours.surface, colorBgLayout: colours.paper, colorTextLightSolid: colours['on-pine'] },
      },
    };
  }, [scheme, phone, still]);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'en' ? enUS : zhCN}
      csp={nonce === undefined ? undefined : { nonce }}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  );
}
