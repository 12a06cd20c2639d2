import { answerTarget } from '../gateway.ts'

export const target = answerTarget('embedded')
