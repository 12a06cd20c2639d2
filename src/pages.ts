/* The documentation for those who have the package, which has no docs/. */

/** As it is at the version that the workflows of `init` name. */
export const docsAddress = 'https://github.com/model-actions/model-actions/blob/v0/docs'

/** The address of a page of docs/. */
export const pageOf = (name: 'gateway' | 'gpu-runner' | 'language-models' | 'model-yml' | 'predictions'): string =>
  `${docsAddress}/${name}.md`
