import { ActionIcon, Progress } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api';
import type { Image } from '../api/schema';
import { accepted, upload } from '../api/uploads';
import { DropZone } from '../common/DropZone';
import { Icon } from '../common/Icon';
import { Text } from '../common/layout';
import { ProblemNotice } from '../common/ProblemNotice';

interface Props { of: 'brands' | 'products'; id: string; name: string; images: Image[] }

/** Pictures of a brand or product, with a place to bring more. */
export function ImageShelf({ of, id, name, images }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [percent, setPercent] = useState(0);
  const refresh = () => client.invalidateQueries({ queryKey: [of] });
  const add = useMutation({
    mutationFn: async (file: File) => {
      setPercent(0);
      const uploadId = await upload(of === 'brands' ? 'brand_image' : 'product_image', file, setPercent);
      return api.addImage(of, id, uploadId, t('image.alt', { name, number: images.length + 1 }));
    },
    onSuccess: refresh,
  });
  const remove = useMutation({ mutationFn: (image: Image) => api.removeImage(of, id, image.id), onSuccess: refresh });
  return (
    <div>
      <ul className="plain-list shelf" aria-label={t('image.list', { name })}>
        {images.map((image) => (
          <li key={image.id}>
            <img src={image.url} alt={image.alt} width={72} height={72} loading="lazy" />
            <ActionIcon variant="default" size="sm" loading={remove.isPending && remove.variables === image} onClick={() => remove.mutate(image)} aria-label={t('image.remove', { name: image.alt })}><Icon name="trash" size={12} /></ActionIcon>
          </li>
        ))}
        <li><DropZone label={t('image.add')} hint={t('image.hint')} accept={accepted.brand_image} disabled={add.isPending} onFile={(file) => add.mutate(file)} /></li>
      </ul>
      {add.isPending && <><Progress value={percent} size="xs" mt={6} aria-label={t('image.uploading')} /><Text size="xs" c="dimmed" role="status">{t('image.uploading')}</Text></>}
      <ProblemNotice error={add.error ?? remove.error} />
    </div>
  );
}
