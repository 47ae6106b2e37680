import { ActionIcon, Container, useMantineColorScheme, useComputedColorScheme } from '@mantine/core';
import { useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import type { Language } from '../api/schema';
import { Segments } from '../common/Segments';
import { chooseLanguage } from '../i18n';

const width = 1160;
const spoken = [{ value: 'ko', label: '한국어' }, { value: 'en', label: 'EN' }] as const;

const onNetwork = (tell: () => void) => {
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
};

/** What stands around every page. */
export function Frame({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  return (
    <>
      <a className="skip" href="#content">{t('app.skip')}</a>
      <header className="frame-header">
        <Container size={width} px={{ base: 'xs', sm: 'md' }} className="frame-row">
          <Link to="/generate" className="brand-mark" aria-label="VideoGen">
            <img src="/favicon.svg" alt="" width={28} height={28} />
            <span>VideoGen</span>
          </Link>
          <nav className="frame-nav" aria-label={t('app.navigation')}>
            <NavLink to="/generate" end>{t('nav.generate')}</NavLink>
            <NavLink to="/videos">{t('nav.videos')}</NavLink>
            <NavLink to="/brands">{t('nav.brands')}</NavLink>
            <NavLink to="/references">{t('nav.references')}</NavLink>
            <NavLink to="/usage">{t('nav.usage')}</NavLink>
            <NavLink to="/settings">{t('nav.settings')}</NavLink>
          </nav>
          <Segments small label={t('app.language')} value={i18n.language as Language} choices={spoken} onChange={(language) => void chooseLanguage(language)} />
          <SchemeSwitch />
        </Container>
      </header>
      <div role="status" className="offline">{!useSyncExternalStore(onNetwork, () => navigator.onLine, () => true) && t('app.offline')}</div>
      <Container size={width} component="main" id="content" px={{ base: 'xs', sm: 'md' }} py="lg">{children}</Container>
    </>
  );
}

function SchemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const label = t(dark ? 'app.light' : 'app.dark');
  return (
    <ActionIcon variant="default" size="lg" onClick={() => setColorScheme(dark ? 'light' : 'dark')} aria-label={label} title={label}>
      <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden>
        {dark
          ? <><circle cx="12" cy="12" r="4" /><path d="M12 3v1M12 20v1M3 12h1M20 12h1M5.6 5.6l.7.7M17.7 17.7l.7.7M5.6 18.4l.7-.7M17.7 6.3l.7-.7" /></>
          : <path d="M20 14A8.5 8.5 0 1 1 10 4a7 7 0 0 0 10 10z" />}
      </svg>
    </ActionIcon>
  );
}
