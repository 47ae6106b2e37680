import { lazy, Suspense, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Route, Routes } from 'react-router';
import { needsSignIn, onSession } from '../api/session';
import { EmptyState } from '../common/EmptyState';
import { PageSkeleton } from '../common/PageSkeleton';
import { Frame } from './Frame';
import { load } from './pages';

const SignIn = lazy(() => import('./SignIn').then((file) => ({ default: file.SignIn })));
const GeneratePage = lazy(() => load('generate'));
const VideoPage = lazy(() => load('video'));
const HistoryPage = lazy(() => load('history'));
const BrandsPage = lazy(() => load('brands'));
const ReferencesPage = lazy(() => load('references'));
const SettingsPage = lazy(() => load('settings'));
const UsagePage = lazy(() => load('usage'));

export function Pages() {
  const asked = useSyncExternalStore(onSession, needsSignIn);
  if (asked) {
    return <Frame><Suspense><SignIn /></Suspense></Frame>;
  }

  return (
    <Frame>
      <Suspense fallback={<PageSkeleton />}>
        <Routes>
          <Route index element={<Navigate to="/generate" replace />} />
          <Route path="generate" element={<GeneratePage />} />
          <Route path="generate/:id" element={<VideoPage />} />
          <Route path="videos" element={<HistoryPage />} />
          <Route path="brands" element={<BrandsPage />} />
          <Route path="references" element={<ReferencesPage />} />
          <Route path="settings" element={<SettingsPage />} />
          <Route path="usage" element={<UsagePage />} />
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </Suspense>
    </Frame>
  );
}

function NoSuchPage() {
  const { t } = useTranslation();
  return <EmptyState title={t('app.no_such_page')} text={t('app.no_such_page_text')} link={{ to: '/videos', label: t('nav.videos') }} />;
}
