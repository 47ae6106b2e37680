import { api } from '../api/api';
import type { BrandInput, Language, ProductInput, ReferenceInput } from '../api/schema';

interface Sample { brand: BrandInput; product: Omit<ProductInput, 'brand_id'>; reference: ReferenceInput }

const load = { ko: () => import('../../../samples/ko.json'), en: () => import('../../../samples/en.json') };

/** Makes the demo's brand, product and reference, so that a first video can be made without having one's own. */
export async function createSample(language: Language) {
  const { brand, product, reference } = (await load[language]()).default as Sample;
  const { id: brandId } = await api.createBrand(brand);
  const [{ id: productId }, { id: referenceId }] = await Promise.all([
    api.createProduct({ brand_id: brandId, ...product }), api.createReference(reference),
  ]);
  return { brandId, productId, referenceId };
}
