import { useTranslation } from 'react-i18next';
import { useFormats } from '../common/format';

const spoken = { role: 'role', shot_size: 'shot', camera_movement: 'camera', camera_angle: 'angle', transition: 'transition' } as const;

/** A script's or storyboard's values in words, for those who compare them. */
export function useFieldTexts() {
  const { t } = useTranslation();
  const { seconds } = useFormats();
  const name = (field: string) => t(`field.${field}` as 'field.narration', { defaultValue: field });
  return {
    place: (scene: number | null, field: string | null) =>
      [scene === null ? null : t('storyboard.scene', { scene }), field === null ? null : name(field)].filter(Boolean).join(' · '),
    value: (field: string | null, value: unknown) => {
      if (value === null || value === undefined || value === '') {
        return t('field.nothing');
      }

      if (field === 'duration_seconds') {
        return seconds(Number(value));
      }

      const words = spoken[field as keyof typeof spoken] as 'role' | undefined;
      return words ? t(`${words}.${String(value)}` as 'role.hook', { defaultValue: String(value) }) : typeof value === 'object' ? textOf(value) : String(value);
    },
  };
}

/** A whole scene, as it is added or removed, by its words. */
function textOf(scene: object): string {
  const { narration, on_screen_text } = scene as { narration?: string; on_screen_text?: string };
  return [narration, on_screen_text].filter(Boolean).join(' / ') || JSON.stringify(scene);
}
