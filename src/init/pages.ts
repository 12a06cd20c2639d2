/* The documentation for those who have the package, which has no docs/. */

const docs = 'https://github.com/model-actions/model-actions/blob/v0/docs'

/** The address of a page of docs/, as it is at the version that the workflows of `init` name. */
export const pageOf = (name: 'gpu-runner' | 'model-yml'): string => `${docs}/${name}.md`
