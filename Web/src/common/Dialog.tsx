import type { ModalProps } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';

const load = () => import('./Window').then((file) => ({ default: file.Window }));
const Window = lazy(load);

/** A dialog. What draws it comes after the page is there, not before: no page opens with one. */
export function Dialog(props: ModalProps) {
  const [wanted, setWanted] = useState(props.opened);
  useEffect(() => void load(), []);
  if (props.opened && !wanted) {
    setWanted(true);
  }

  return wanted && <Suspense><Window {...props} /></Suspense>;
}
