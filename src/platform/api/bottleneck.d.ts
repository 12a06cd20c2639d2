/** What the throttling plugin itself uses: the same without its Redis half. */
declare module 'bottleneck/light.js' {
  export { default } from 'bottleneck'
}
