import { useQuery } from '@tanstack/react-query';
import { keyHeader, storedKey } from '../api/session';

const lastsMs = 10 * 60_000;

/**
 * Where the film is. Players and downloads cannot say who they are, so where a key is needed the link that it leads to is asked for; that one
 * speaks for itself for a while.
 */
export function useFilmLink(downloadUrl: string): string | undefined {
  const needed = storedKey() !== '';
  const link = useQuery({
    queryKey: ['film', downloadUrl], enabled: needed, staleTime: lastsMs, refetchInterval: lastsMs,
    queryFn: async ({ signal }) => {
      const response = await fetch(downloadUrl, { headers: { ...keyHeader(), range: 'bytes=0-0' }, signal });
      await response.body?.cancel();
      return response.url;
    },
  });
  return needed ? link.data : downloadUrl;
}
