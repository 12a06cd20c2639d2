/**
 * What a program said without what is of one machine and one day alone: its clock, who was there, and numbers of processes. Pages
 * and recordings are made of it, and made anew they differ by nothing else. Pure.
 */
export const ofAnyDay = (text: string): string =>
  text
    .replaceAll(/\b\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d UTC)?/g, '…')
    .replaceAll(/\bby [^\s@]+@[^\s,]+, process\b/g, 'by ada@host, process')
    .replaceAll(/\bprocess \d+/g, 'process …')
