import type { GenerationOptions, ModelService, Service } from '../api/schema';

export type ModelKind = ModelService['kind'];

export const servicesOf = (services: Service[], kind: ModelKind) => services.filter((service): service is ModelService => service.kind === kind);

/** Who does it as the options are: those that were chosen, or else the first model of each, the offline one last. */
export const choicesOf = (options: Pick<GenerationOptions, 'writers' | 'painters'>, services: Service[], kind: ModelKind): string[] =>
  options[kind === 'writer' ? 'writers' : 'painters'] ?? servicesOf(services, kind).flatMap(({ models }) => (models[0] ? [models[0].choice] : []));

/** Dollars for a million tokens today; undefined of what costs nothing. */
export const tokenPrice = (model: ModelService['models'][number], today = new Date().toISOString().slice(0, 10)) =>
  model.prices.find((price) => (price.from ?? today) <= today && today <= (price.until ?? today));
