/** Promises the two ways in which Ant Design derives its shades, without the rest of its theme room. */
import theme from 'antd/es/theme';

export const { darkAlgorithm, defaultAlgorithm } = theme;
