export { ExplainDrawer } from './ExplainDrawer.tsx';
export { type Asked } from './explain.ts';
