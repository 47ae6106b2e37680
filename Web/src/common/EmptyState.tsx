import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Paper, Stack, Text, Title } from './layout';

interface Props { title: string; text: string; link?: { to: string; label: string }; children?: ReactNode; inPage?: boolean }

/** There is nothing here, and what to do about it; a page by itself, or a part of one. */
export function EmptyState({ title, text, link, children, inPage }: Props) {
  return (
    <Paper withBorder p="xl" radius="lg">
      <Stack align="center" gap="sm" py="xl" ta="center">
        <Title order={inPage ? 2 : 1} size="h2">{title}</Title>
        <Text c="dimmed" maw={460}>{text}</Text>
        {link && <Button component={Link} to={link.to}>{link.label}</Button>}
        {children}
      </Stack>
    </Paper>
  );
}
