import { later } from '../common/NewDialog';

/** They bring a colour picker with them, which no page needs before one is opened. */
export const BrandForm = later(() => import('./BrandForm').then((file) => file.BrandForm));
export const ProductForm = later(() => import('./ProductForm').then((file) => file.ProductForm));
