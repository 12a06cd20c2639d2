import { clientTarget } from '../gateway.ts'

export const target = clientTarget('haproxy')
