import { Alert, Button, List } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/client';
import { Stack, Text } from './layout';

/** A sentence in the reader's language where we have one for the code, else the server's own. */
export function problemText(t: TFunction, error: Error): string {
  return error instanceof Problem ? t(`problem.${error.code}` as 'problem.unreachable', { defaultValue: error.message }) : t('problem.unexpected');
}

/** Why a video or a provider stopped. The server says it in English and in detail; Korean has a sentence for each code. */
export function failureText(t: TFunction, { code, message }: { code: string | null; message: string | null }): string {
  return t(`failure.${code ?? ''}` as 'failure.over_limit', { defaultValue: '' }) || (message ?? code ?? '');
}

interface Props { error: Error | null; title?: string; onRetry?: () => void; children?: ReactNode }

/** What went wrong, field by field where fields are at fault. Renders nothing without an error. */
export function ProblemNotice({ error, title, onRetry, children }: Props) {
  const { t } = useTranslation();
  if (!error) {
    return null;
  }

  const fields = error instanceof Problem ? error.errors : [];
  return (
    <Alert color="red" title={title ?? t('problem.title')} role="alert">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{problemText(t, error)}</Text>
        {fields.length > 0 && (
          <List size="sm">
            {fields.map((fault) => <List.Item key={fault.field + fault.message}><code>{fault.field}</code>: <span lang="en">{fault.message}</span></List.Item>)}
          </List>
        )}
        {onRetry && <Button size="xs" variant="default" onClick={onRetry}>{t('app.try_again')}</Button>}
        {children}
      </Stack>
    </Alert>
  );
}
