import { Checkbox, Input, NativeSelect, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewPoint } from '../api/schema';
import { Group, Stack } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { Segments } from '../common/Segments';
import { asksForBudget, longestSeconds, shortestSeconds } from './draft';
import type { FieldProps } from './SubjectFields';

const reviewDays = [1, 3, 7, 14, 30];
const alike = <T extends string>(...values: T[]) => values.map((value) => ({ value, label: value }));
const usualLengths = alike('15', '30', '60');
const resolutions = alike('720p', '1080p');
const languages = [{ value: 'ko', label: '한국어' }, { value: 'en', label: 'English' }] as const;
const ratios = ['16:9', '9:16', '1:1'] as const;

/** How the video is to be, and where a person is asked. */
export function OptionFields({ draft, faultText, change }: FieldProps) {
  const { t } = useTranslation();
  const { options } = draft;
  const set = (part: Partial<typeof options>) => change(part.duration_seconds === undefined ? null : 'options.duration_seconds', { ...draft, options: { ...options, ...part } });

  return (
    <Stack>
      <Choice label={t('generate.language')}>
        <Segments label={t('generate.language')} value={options.language} choices={languages} onChange={(language) => set({ language })} />
      </Choice>
      <Choice label={t('generate.ratio')}>
        <Segments
          label={t('generate.ratio')} value={options.aspect_ratio} onChange={(ratio) => set({ aspect_ratio: ratio })}
          choices={ratios.map((ratio) => ({ value: ratio, label: `${t(`ratio.${ratio.replace(':', '_')}` as 'ratio.1_1')} ${ratio}` }))}
        />
      </Choice>
      <div data-field="options.duration_seconds">
        <Group align="flex-end" gap="sm">
          <NumberField
            label={t('generate.length')} unit={t('generate.seconds_unit')} min={shortestSeconds} max={longestSeconds} step={1} w={120}
            value={options.duration_seconds} onChange={(value) => set({ duration_seconds: value })}
            error={Boolean(faultText('options.duration_seconds'))} aria-describedby="length-note"
          />
          <Segments label={t('generate.usual_lengths')} value={String(options.duration_seconds)} choices={usualLengths} onChange={(value) => set({ duration_seconds: Number(value) })} />
        </Group>
        <Input.Error id="length-note" mt={4}>{faultText('options.duration_seconds')}</Input.Error>
      </div>
      <Choice label={t('generate.resolution')}>
        <Segments label={t('generate.resolution')} value={options.resolution} choices={resolutions} onChange={(resolution) => set({ resolution })} />
      </Choice>
      <Switch label={t('generate.captions')} checked={options.captions} onChange={(event) => set({ captions: event.currentTarget.checked })} />
      <Checkbox.Group label={t('generate.review')} description={t('generate.review_help')} value={options.review} onChange={(review) => set({ review: review as ReviewPoint[] })}>
        <Stack gap="xs" mt="xs">
          <Checkbox value="script" label={t('generate.review_script')} />
          <Checkbox value="storyboard" label={t('generate.review_storyboard')} />
        </Stack>
      </Checkbox.Group>
      {options.review.length > 0 && (
        <NativeSelect
          label={t('generate.review_hours')} maw={200} value={String(options.review_hours)} onChange={(event) => set({ review_hours: Number(event.currentTarget.value) })}
          data={reviewDays.map((days) => ({ value: String(days * 24), label: t('generate.days', { count: days }) }))}
        />
      )}
      {asksForBudget(draft) && (
        <div data-field="max_cost_usd">
          <NumberField
            label={t('generate.budget')} description={t('generate.budget_help')} unit="USD" rightSectionWidth={52} min={0} step={0.01} maw={280}
            value={draft.maxCostUsd} onChange={(value) => change('max_cost_usd', { ...draft, maxCostUsd: value })}
            error={faultText('max_cost_usd')}
          />
        </div>
      )}
      <TextInput
        label={t('generate.style')} description={t('generate.style_help')} placeholder={t('generate.style_example')} maxLength={200}
        value={options.style ?? ''} onChange={(event) => set({ style: event.currentTarget.value || null })}
      />
      <Switch
        label={t('generate.partial')} description={t('generate.partial_help')} checked={options.partial_delivery}
        onChange={(event) => set({ partial_delivery: event.currentTarget.checked })}
      />
    </Stack>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return <Input.Wrapper label={label} labelElement="div"><div style={{ overflowX: 'auto', marginTop: 4 }}>{children}</div></Input.Wrapper>;
}
