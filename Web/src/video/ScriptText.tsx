import { Accordion, Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Script } from '../api/schema';
import { useFormats } from '../common/format';
import { Group, Stack, Text } from '../common/layout';

/** The script to be read, where it is not to be changed. */
export function ScriptText({ script, open }: { script: Script; open: boolean }) {
  const { t } = useTranslation();
  const { seconds } = useFormats();
  return (
    <Accordion variant="contained" defaultValue={open ? 'script' : null}>
      <Accordion.Item value="script">
        <Accordion.Control>{t('script.label')}</Accordion.Control>
        <Accordion.Panel>
          <Stack component="ol" className="plain-list" gap="sm">
            {script.scenes.map((scene) => (
              <li key={scene.number}>
                <Group gap="xs"><Badge size="sm" variant="light">{scene.number}</Badge><Text size="sm" fw={600}>{t(`role.${scene.role}`)}</Text><Text size="xs" c="dimmed">{seconds(scene.duration_seconds)}</Text></Group>
                <Text>{scene.narration}</Text>
                {scene.on_screen_text && <Text size="sm" c="dimmed">{t('script.on_screen')}: {scene.on_screen_text}</Text>}
              </li>
            ))}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
