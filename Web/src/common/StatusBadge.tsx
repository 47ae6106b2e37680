import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VideoStatus } from '../api/schema';

const colors: Partial<Record<VideoStatus, string>> = { completed: 'pine', failed: 'red', cancelled: 'gray', script_ready: 'yellow', storyboard_ready: 'yellow' };

export function StatusBadge({ status, waits }: { status: VideoStatus; waits?: boolean }) {
  const { t } = useTranslation();
  return <Badge variant="light" color={waits ? 'yellow' : colors[status] ?? 'blue'}>{t(waits ? 'status.your_turn' : `status.${status}`)}</Badge>;
}
