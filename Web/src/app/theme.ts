import { Badge, createTheme, type MantineColorsTuple } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#e8f6f3', '#d3ebe6', '#a5d8ce', '#74c3b4', '#4db29f', '#33a691', '#177d6c', '#0f7565', '#0f5c55', '#073f3a',
];

export const theme = createTheme({
  colors: { pine },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  autoContrast: true,
  respectReducedMotion: true,
  fontFamily: "Pretendard, system-ui, -apple-system, 'Segoe UI', 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif",
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.6rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1rem' } } },
  cursorType: 'pointer',
  components: { Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 600 } }) },
});
