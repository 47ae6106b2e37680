import { Checkbox, Input, NativeSelect, Switch, TextInput } from '@mantine/core';
import { memo, useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewPoint } from '../api/schema';
import { Group, Stack } from '../common/layout';
import { NumberField } from '../common/NumberField';
import { Segments } from '../common/Segments';
import { asksForBudget, longestSeconds, shortestSeconds, type Draft } from './draft';
import type { FieldProps } from './SubjectFields';

const reviewDays = [1, 3, 7, 14, 30];
const alike = <T extends string>(...values: T[]) => values.map((value) => ({ value, label: value }));
const usualLengths = alike('15', '30', '60');
const resolutions = alike('720p', '1080p');
const languages = [{ value: 'ko', label: '한국어' }, { value: 'en', label: 'English' }] as const;
const ratios = ['16:9', '9:16', '1:1'] as const;

type Options = Draft['options'];
/** Stays the same, so that what is not changed need not be drawn anew. */
type Set = (part: Partial<Options>) => void;

/** How the video is to be, and where a person is asked. */
export function OptionFields({ draft, faultText, change }: FieldProps) {
  const { t } = useTranslation();
  const { options } = draft;
  const set: Set = useCallback(
    (part) => change(part.duration_seconds === undefined ? null : 'options.duration_seconds', (now) => ({ ...now, options: { ...now.options, ...part } })), [change],
  );
  const setBudget = useCallback((value: number | '') => change('max_cost_usd', (now) => ({ ...now, maxCostUsd: value })), [change]);

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
      <Length value={options.duration_seconds} fault={faultText('options.duration_seconds')} set={set} />
      <Choice label={t('generate.resolution')}>
        <Segments label={t('generate.resolution')} value={options.resolution} choices={resolutions} onChange={(resolution) => set({ resolution })} />
      </Choice>
      <Toggle option="captions" label={t('generate.captions')} checked={options.captions} set={set} />
      <Review review={options.review} hours={options.review_hours} set={set} />
      {asksForBudget(draft) && <Budget value={draft.maxCostUsd} fault={faultText('max_cost_usd')} onChange={setBudget} />}
      <Style value={options.style ?? ''} set={set} />
      <Toggle option="partial_delivery" label={t('generate.partial')} description={t('generate.partial_help')} checked={options.partial_delivery} set={set} />
    </Stack>
  );
}

/** The library's label around a field, as plain as what it is around. */
const Choice = ({ label, children }: { label: string; children: ReactNode }) => (
  <div><div className="label">{label}</div><div style={{ overflowX: 'auto', marginTop: 4 }}>{children}</div></div>
);

const Length = memo(function Length({ value, fault, set }: { value: Options['duration_seconds']; fault?: string; set: Set }) {
  const { t } = useTranslation();
  return (
    <div data-field="options.duration_seconds">
      <Group align="flex-end" gap="sm">
        <NumberField
          label={t('generate.length')} unit={t('generate.seconds_unit')} min={shortestSeconds} max={longestSeconds} step={1} w={120}
          value={value} onChange={(seconds) => set({ duration_seconds: seconds })} error={Boolean(fault)} aria-describedby="length-note"
        />
        <Segments label={t('generate.usual_lengths')} value={String(value)} choices={usualLengths} onChange={(length) => set({ duration_seconds: Number(length) })} />
      </Group>
      <Input.Error id="length-note" mt={4}>{fault}</Input.Error>
    </div>
  );
});

interface ToggleProps { option: 'captions' | 'partial_delivery'; label: string; description?: string; checked: boolean; set: Set }

const Toggle = memo(({ option, set, ...rest }: ToggleProps) => <Switch {...rest} onChange={(event) => set({ [option]: event.currentTarget.checked })} />);

const Review = memo(function Review({ review, hours, set }: { review: ReviewPoint[]; hours: number; set: Set }) {
  const { t } = useTranslation();
  return (
    <>
      <Checkbox.Group label={t('generate.review')} description={t('generate.review_help')} value={review} onChange={(points) => set({ review: points as ReviewPoint[] })}>
        <Stack gap="xs" mt="xs">
          <Checkbox value="script" label={t('generate.review_script')} />
          <Checkbox value="storyboard" label={t('generate.review_storyboard')} />
        </Stack>
      </Checkbox.Group>
      {review.length > 0 && (
        <NativeSelect
          label={t('generate.review_hours')} maw={200} value={String(hours)} onChange={(event) => set({ review_hours: Number(event.currentTarget.value) })}
          data={reviewDays.map((days) => ({ value: String(days * 24), label: t('generate.days', { count: days }) }))}
        />
      )}
    </>
  );
});

const Budget = memo(function Budget({ value, fault, onChange }: { value: number | ''; fault?: string; onChange: (value: number | '') => void }) {
  const { t } = useTranslation();
  return (
    <div data-field="max_cost_usd">
      <NumberField
        label={t('generate.budget')} description={t('generate.budget_help')} unit="USD" rightSectionWidth={52} min={0} step={0.01} maw={280} value={value} onChange={onChange} error={fault}
      />
    </div>
  );
});

const Style = memo(function Style({ value, set }: { value: string; set: Set }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('generate.style')} description={t('generate.style_help')} placeholder={t('generate.style_example')} maxLength={200}
      value={value} onChange={(event) => set({ style: event.currentTarget.value || null })}
    />
  );
});
