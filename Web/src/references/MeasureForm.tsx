import { Button, Checkbox, Progress, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import { accepted, upload } from '../api/uploads';
import { DropZone } from '../common/DropZone';
import { useFormats } from '../common/format';
import { Group, Stack, Text } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';

/** Brings a video here and has it measured. */
export function MeasureForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { bytes, percent: percentOf } = useFormats();
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [describe, setDescribe] = useState(true);
  const [percent, setPercent] = useState(0);
  const measure = useMutation({
    mutationFn: async () => api.measure(await upload('reference_video', file!, setPercent), title.trim(), describe),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['references'] });
      onDone();
    },
  });
  const take = (chosen: File) => {
    setFile(chosen);
    setTitle(title || chosen.name.replace(/\.\w+$/, ''));
  };
  return (
    <form onSubmit={(event) => (event.preventDefault(), event.stopPropagation(), measure.mutate())}>
      <Stack>
        <DropZone label={t('reference.choose')} hint={file ? `${file.name} · ${bytes(file.size)}` : t('reference.hint')} accept={accepted.reference_video} disabled={measure.isPending} onFile={take} />
        <TextInput label={t('script.title')} withAsterisk maxLength={120} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Checkbox label={t('reference.describe')} description={t('reference.describe_help')} checked={describe} onChange={(event) => setDescribe(event.currentTarget.checked)} />
        <Text size="sm" c="dimmed">{t('reference.measured_help')}</Text>
        {measure.isPending && <div role="status"><Progress value={percent} aria-label={t('image.uploading')} /><Text size="sm" c="dimmed" mt={4}>{t('image.uploading')} {percentOf(percent)}</Text></div>}
        <ProblemNotice error={measure.error} />
        <Group justify="flex-end"><Button type="submit" disabled={!file || title.trim() === ''} loading={measure.isPending}>{t('reference.measure')}</Button></Group>
      </Stack>
    </form>
  );
}
