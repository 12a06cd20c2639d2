import { z } from 'zod'
import { path, positiveInt } from '../values.ts'

/* What training examples are changed by. */

const jitter = (what: string) =>
  z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .meta({ description: `${what} is multiplied by 1 less this to 1 and this.` })

export const augmentKeys = {
  augment: z
    .strictObject({
      crop: z
        .strictObject({
          scale: z
            .tuple([z.number().gt(0).max(1), z.number().gt(0).max(1)])
            .refine(([low, high]) => low <= high, 'the first share is the smaller one: exchange the two')
            .meta({
              description: 'The least and the largest share of the area that stays, such as [0.8, 1].',
            }),
        })
        .optional()
        .meta({ description: 'A part of each image is taken, in its own shape, from any place.' }),
      flip: z
        .enum(['horizontal', 'vertical', 'both'])
        .optional()
        .meta({ description: 'Every second image is mirrored, by chance; both: each way by a chance of its own.' }),
      color: z
        .strictObject({
          brightness: jitter('Brightness'),
          contrast: jitter('Contrast'),
          saturation: jitter('Saturation'),
          hue: z.number().gt(0).max(0.5).optional().meta({
            description: 'Hues are turned by at most this share of their circle, either way.',
          }),
        })
        .refine((value) => Object.keys(value).length > 0, 'gives nothing: name brightness, contrast, saturation or hue')
        .optional()
        .meta({ description: 'The light of each image is changed.' }),
      rotation: z
        .number()
        .gt(0)
        .max(180)
        .optional()
        .meta({ description: 'Each image is turned by at most so many degrees, either way.' }),
      elastic: z
        .strictObject({
          alpha: z.number().gt(0).max(1000).meta({ description: 'How far pixels are moved.' }),
          sigma: z.number().gt(0).max(100).meta({ description: 'How wide around a pixel its neighbours go along.' }),
        })
        .optional()
        .meta({
          description:
            'Each image is bent, as handwriting is (Simard et al. 2003); in pixels of the size that the model reads.',
        }),
      synonyms: z
        .strictObject({
          file: path.optional().meta({
            description:
              'A CSV file with a word and what may stand for it in each line, such as `film,movie,motion picture`.',
          }),
          wordnet: z.literal(true).optional().meta({
            description:
              'Takes English synonyms from WordNet 3 of this machine (`apt-get install wordnet-base`): those of the first sense of each word.',
          }),
          share: z
            .number()
            .gt(0)
            .max(1)
            .default(0.1)
            .meta({ description: 'Share of the words with synonyms that are replaced, one at least.' }),
          copies: positiveInt.max(100).default(1).meta({ description: 'Copies of each training text.' }),
        })
        .refine(
          ({ file, wordnet }) => (file === undefined) !== (wordnet === undefined),
          'takes synonyms from one place: give file, or wordnet: true',
        )
        .optional()
        .meta({
          description:
            'Beside each training text stand copies with other words, otherwise in each epoch. Only with `task: text-classification`.',
        }),
    })
    .refine(
      (value) => Object.keys(value).length > 0,
      'gives nothing to change examples by: name one, or remove augment',
    )
    .optional()
    .meta({
      description:
        'Training examples are changed, otherwise in each epoch; validation and test examples never are. All but `synonyms` change images, and are only used with `task: image-classification`.',
    }),
} satisfies z.ZodRawShape
