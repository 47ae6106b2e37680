import { useTranslation } from 'react-i18next';
import type { BrandInput } from '../api/schema';

/** A brand in its own colours, as the pictures will use them. */
export function BrandCard({ brand }: { brand: Pick<BrandInput, 'name' | 'tagline' | 'colors'> }) {
  const { t } = useTranslation();
  const { primary, secondary, accent } = brand.colors;
  return (
    <div className="brand-card" style={{ background: primary, color: readableOn(primary) }}>
      <span className="brand-card-disc" style={{ background: secondary, boxShadow: `0 0 0 3px ${accent}` }} aria-hidden />
      <strong>{brand.name || t('brand.name_example')}</strong>
      <span>{brand.tagline || t('brand.tagline_example')}</span>
      <i style={{ background: accent }} aria-hidden />
    </div>
  );
}

/** Black or white, whichever has more contrast on a colour (relative luminance of WCAG 2). */
export function readableOn(color: string): '#000000' | '#ffffff' {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.179 ? '#000000' : '#ffffff';
}
