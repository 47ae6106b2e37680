import { ActionIcon, Badge, Checkbox, Input } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Paper, Stack, Text } from '../common/layout';

export interface OrderRow { choice: string; name: string; detail: string; about: ReactNode }

interface Props {
  label: string;
  help: string;
  error?: string;
  rows: OrderRow[];
  chosen: string[];
  onChange: (choices: string[]) => void;
  /** Stands behind all others; after it nobody is tried. */
  last?: string;
  /** The last one cannot be left out. */
  always?: boolean;
}

/** Who is to do it, the first first: chosen ones in their order, then the others. */
export function OrderList({ label, help, error, rows, chosen, onChange, last, always }: Props) {
  const { t } = useTranslation();
  const rank = ({ choice }: OrderRow) => (choice === last ? Infinity : chosen.includes(choice) ? chosen.indexOf(choice) : chosen.length);
  const movable = chosen.filter((choice) => choice !== last);
  const end = chosen.slice(movable.length);
  const toggle = (choice: string, on: boolean) => {
    const rest = chosen.filter((other) => other !== choice);
    const place = choice === last ? rest.length : rest.length - end.length;
    onChange(on ? rest.toSpliced(place, 0, choice) : rest);
  };
  const swap = (at: number, to: number) => onChange(chosen.with(at, chosen[to]!).with(to, chosen[at]!));

  return (
    <Input.Wrapper label={label} description={help} error={error} component="fieldset" labelElement="div" aria-label={label} style={{ border: 0, padding: 0, margin: 0 }}>
      <Stack gap="xs" mt="xs">
        {rows.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b))).map(({ choice, name, detail, about }) => {
          const at = chosen.indexOf(choice);
          return (
            <Paper key={choice} withBorder p="sm">
              <Group wrap="nowrap" gap="sm" align="flex-start">
                <Checkbox
                  checked={at >= 0} disabled={always && choice === last} mt={2} onChange={(event) => toggle(choice, event.currentTarget.checked)}
                  aria-label={t('generate.use_provider', { name: choice })}
                />
                <div style={{ flex: 1, minWidth: 0 }}>
                  <Group gap={6}>
                    {at >= 0 && <Badge size="sm" circle>{at + 1}</Badge>}
                    <Text fw={600}>{name}</Text>
                    <Text size="sm" c="dimmed">{detail}</Text>
                  </Group>
                  {about}
                </div>
                {at >= 0 && choice !== last && movable.length > 1 && (
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon variant="default" disabled={at === 0} onClick={() => swap(at, at - 1)} aria-label={t('generate.earlier', { name: choice })}>↑</ActionIcon>
                    <ActionIcon variant="default" disabled={at === movable.length - 1} onClick={() => swap(at, at + 1)} aria-label={t('generate.later', { name: choice })}>↓</ActionIcon>
                  </Group>
                )}
              </Group>
            </Paper>
          );
        })}
      </Stack>
    </Input.Wrapper>
  );
}
