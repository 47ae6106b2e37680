import { Button, Input, NativeSelect, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../api/api';
import { useProviders, useVideoAction } from '../api/queries';
import type { GenerationOptions, RegenerateInput } from '../api/schema';
import { Dialog } from '../common/Dialog';
import { useFormats } from '../common/format';
import { Group, Stack, Text } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { ProblemNotice } from '../common/ProblemNotice';
import { serviceName } from '../common/serviceName';
import { changesOf, keepable } from './regeneration';

interface Props { video: { id: string; options: GenerationOptions; has?: { script: boolean; storyboard: boolean } }; onClose: () => void }

/** A new video from an old one: what is kept of it, and what is to be different. */
export function RegenerateDialog({ video, onClose }: Props) {
  const { t } = useTranslation();
  const { usd } = useFormats();
  const navigate = useNavigate();
  const choices = useProviders().data?.flatMap((provider) => provider.models) ?? [];
  const [keep, setKeep] = useState<RegenerateInput['keep']>('nothing');
  const [options, setOptions] = useState(video.options);
  const [limit, setLimit] = useState<number | ''>(0);
  const set = (part: Partial<GenerationOptions>) => setOptions({ ...options, ...part });
  const asks = options.review.includes('storyboard');
  const create = useVideoAction(() => api.regenerate(video.id, {
    keep, options: changesOf(video.options, options, keep), ...(asks ? {} : { max_cost_usd: Number(limit).toFixed(2) }),
  }));
  return (
    <Dialog opened onClose={onClose} title={t('regenerate.title')} size="lg">
      <Stack>
        <Radio.Group label={t('regenerate.keep')} value={keep} onChange={(value) => setKeep(value as typeof keep)}>
          <Stack gap="xs" mt="xs">
            {keepable(video.has).map((value) => <Radio key={value} value={value} label={t(`regenerate.${value}`)} description={t(`regenerate.${value}_help`)} />)}
          </Stack>
        </Radio.Group>
        <Group grow align="flex-start">
          <NativeSelect label={t('generate.ratio')} value={options.aspect_ratio} data={['16:9', '9:16', '1:1']} onChange={(event) => set({ aspect_ratio: event.currentTarget.value as GenerationOptions['aspect_ratio'] })} />
          <NativeSelect label={t('generate.resolution')} value={options.resolution} data={['720p', '1080p']} onChange={(event) => set({ resolution: event.currentTarget.value as GenerationOptions['resolution'] })} />
          <NativeSelect label={t('generate.rendering')} value={options.providers[0]} data={choices.map(({ choice }) => ({ value: choice, label: serviceName(t, choice) }))} onChange={(event) => set({ providers: [event.currentTarget.value, ...options.providers.slice(1).filter((other) => other !== event.currentTarget.value)] })} />
        </Group>
        {keep === 'nothing' && (
          <Group grow align="flex-start">
            <NativeSelect label={t('generate.language')} value={options.language} data={[{ value: 'ko', label: '한국어' }, { value: 'en', label: 'English' }]} onChange={(event) => set({ language: event.currentTarget.value as GenerationOptions['language'] })} />
            <NumberField label={t('generate.length')} unit={t('generate.seconds_unit')} min={10} max={120} step={1} value={options.duration_seconds} onChange={(value) => set({ duration_seconds: Number(value) })} />
          </Group>
        )}
        {asks
          ? <Text size="sm" c="dimmed">{t('generate.asks_before')}</Text>
          : <Input.Wrapper><NumberField label={t('generate.budget')} unit="USD" rightSectionWidth={52} min={0} step={0.01} value={limit} onChange={setLimit} /></Input.Wrapper>}
        <ProblemNotice error={create.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t('confirm.back')}</Button>
          <Button loading={create.isPending} onClick={() => create.mutate(undefined, { onSuccess: (made) => (onClose(), void navigate(`/generate/${made.id}`)) })}>
            {asks ? t('regenerate.go') : t('regenerate.go_up_to', { limit: usd(Number(limit)) })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
