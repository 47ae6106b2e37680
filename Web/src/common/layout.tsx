import { createElement, type CSSProperties, type ElementType, type HTMLAttributes } from 'react';

type Size = 'xs' | 'sm' | 'md' | 'lg' | 'xl';
/** A size of the theme, or pixels. */
type Space = Size | number;

interface Look {
  p?: Space; py?: Space; mx?: 'auto'; my?: Space; mt?: Space; mb?: Space; gap?: Space;
  miw?: number; mih?: number; maw?: number;
  align?: CSSProperties['alignItems']; justify?: CSSProperties['justifyContent']; wrap?: 'nowrap'; flex?: 1;
  ta?: 'center'; fw?: number; c?: string; display?: 'inline';
}
/** Elements as plain as HTML's own, for what a page is full of: drawing the library's own would take most of the time until it is seen. */
interface Props extends Look, HTMLAttributes<HTMLElement> { component?: ElementType; open?: boolean }
type Only<Names extends keyof Look> = Omit<Props, Exclude<keyof Look, Names | 'mt' | 'mb' | 'mih'>>;

export const Stack = (props: Only<'gap' | 'align' | 'ta' | 'py' | 'flex' | 'miw'>) => draw('div', 'stack', props);
export const Group = ({ grow, ...props }: Only<'gap' | 'align' | 'justify' | 'wrap'> & { grow?: boolean }) => draw('div', grow ? 'group grow' : 'group', props);
export const Paper = ({ radius, withBorder: _, ...props }: Only<'p' | 'mx' | 'maw'> & { radius?: 'lg'; withBorder: true }) =>
  draw('div', radius ? 'paper large' : 'paper', props);

interface TextProps extends Only<'c' | 'fw' | 'flex' | 'miw' | 'maw' | 'my'> { size?: 'xs' | 'sm' | 'md'; span?: boolean; truncate?: boolean }
export const Text = ({ size, span, truncate, c, ...props }: TextProps) =>
  draw(span ? 'span' : 'p', `text ${size ?? (span ? '' : 'md')}${c === 'dimmed' ? ' dimmed' : ''}${truncate ? ' truncate' : ''}`, c === 'dimmed' ? props : { ...props, c });

interface TitleProps extends Only<'display'> { order: 1 | 2 | 3; size?: 'h2' }
export const Title = ({ order, size, ...props }: TitleProps) => draw(`h${order}` as 'h1', `title ${size ?? `h${order}`}`, props);

function draw(element: ElementType, name: string, { component, className, style, p, py, mx, my, mt, mb, gap, miw, mih, maw, align, justify, wrap, flex, ta, fw, c, display, ...rest }: Props) {
  const look = {
    padding: space(p), paddingBlock: space(py), marginInline: mx, marginTop: space(mt ?? my), marginBottom: space(mb ?? my), gap: space(gap),
    minWidth: space(miw), minHeight: space(mih), maxWidth: space(maw),
    alignItems: align, justifyContent: justify, flexWrap: wrap, flex, textAlign: ta, fontWeight: fw, color: c === 'pine' ? 'var(--mantine-color-pine-text)' : c, display, ...style,
  };
  return createElement(component ?? element, { ...rest, className: className ? `${name} ${className}` : name, style: look });
}

const space = (space: Space | undefined) => (typeof space === 'number' ? `${space / 16}rem` : space && `var(--mantine-spacing-${space})`);
