declare module 'virtual:contract' {
  const paths: import('@yuanheng/contract').Contract;
  export default paths;
}
