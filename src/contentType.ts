/** A type of content as it stands in a head, of letters that stand for themselves wherever they are written. */
export const contentTypePattern =
  /^[A-Za-z0-9!#$&^_.+-]{1,100}\/[A-Za-z0-9!#$&^_.+-]{1,100}(?:; ?[A-Za-z0-9_-]{1,50}=[A-Za-z0-9_.-]{1,50})?$/
