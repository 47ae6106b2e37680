import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface Props { title: string; text: string; link?: { to: string; label: string }; children?: ReactNode }

/** There is nothing here, and what to do about it. */
export function EmptyState({ title, text, link, children }: Props) {
  return (
    <Paper withBorder p="xl" radius="lg">
      <Stack align="center" gap="sm" py="xl" ta="center">
        <Title order={2}>{title}</Title>
        <Text c="dimmed" maw={460}>{text}</Text>
        {link && <Button component={Link} to={link.to}>{link.label}</Button>}
        {children}
      </Stack>
    </Paper>
  );
}
