/*
 * What the header of an image file tells, without decoding any of it. The limits are those of training and serving
 * (model_runtime/images.py), so that what is refused here is refused there. Pure.
 */

export type ImageFacts = { width: number; height: number; sizeBytes: number }

/** A small file can decode to gigabytes. */
const mostPixels = 64_000_000
/** Every scan of a progressive JPEG goes through all its pixels, and forty bytes make one. */
const mostScans = 64
/** Profiles and previews come in parts, of which even a large photograph has some dozens. */
const mostParts = 4_096

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')
const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda]

/** @throws RangeError for what is no PNG or JPEG file, and for one that asks for much more work than an image is */
export function imageFacts(bytes: Buffer): ImageFacts {
  const { width, height } = bytes.subarray(0, 8).equals(pngSignature) ? sizeOfPng(bytes) : sizeOfJpeg(bytes)
  if (width * height > mostPixels)
    throw new RangeError(`${width} × ${height} pixels are more than ${mostPixels / 1_000_000} million`)
  return { width, height, sizeBytes: bytes.length }
}

function sizeOfPng(bytes: Buffer): Pick<ImageFacts, 'width' | 'height'> {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') throw none()
  return whole({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) })
}

function sizeOfJpeg(bytes: Buffer): Pick<ImageFacts, 'width' | 'height'> {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) throw none()
  let size: Pick<ImageFacts, 'width' | 'height'> | undefined
  let [at, scans] = [2, 0]
  for (let part = 0; ; part++) {
    // What lies behind so many is not looked at: neither a size nor an end.
    if (part === mostParts) throw tooMany()
    at = nextMarker(bytes, at)
    const marker = bytes[at + 1]
    if (marker === undefined || marker === endOfImage) break
    at += 2
    if (marker === startOfImage) continue
    if (at + 2 > bytes.length) break
    // Huffman tables (C4), arithmetic coding (CC) and an extension (C8) stand among the frames and are none.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker) && at + 7 <= bytes.length)
      size ??= { height: bytes.readUInt16BE(at + 3), width: bytes.readUInt16BE(at + 5) }
    if (marker === startOfScan && ++scans > mostScans) throw tooMany()
    at += bytes.readUInt16BE(at)
  }
  if (size === undefined) throw none()
  return whole(size)
}

/** Where a part begins: 0 belongs to the pixels, D0 to D7 (restarts) stand between them. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if ((next >= 0xc0 && next <= 0xcf) || (next >= startOfImage && next <= 0xfe)) return at
  }
  return bytes.length
}

function whole(size: Pick<ImageFacts, 'width' | 'height'>) {
  if (size.width === 0 || size.height === 0) throw none()
  return size
}

const none = (): RangeError => new RangeError('it is no PNG or JPEG file')
const tooMany = (): RangeError =>
  new RangeError(`it has too many scans or parts: at most ${mostScans} scans are decoded`)
