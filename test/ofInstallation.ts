/** The arguments with which Node runs a program of the tests as one of the installation that this process is one of, if any. */
export function ofInstallation(): string[] {
  const { modelActionsDist } = globalThis
  if (modelActionsDist === undefined) return []
  return ['--import', `data:text/javascript,globalThis.modelActionsDist=${JSON.stringify(modelActionsDist)}`]
}
