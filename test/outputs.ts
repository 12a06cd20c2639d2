/** What a step wrote into the file of GITHUB_OUTPUT, in the runner's own format: `name<<DELIMITER`, the value, the delimiter. */
export const readOutputs = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/^(\S+?)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name = '', , value = '']) => [name, value]))
