import { inject } from 'vitest'

/* What a test starts by way of the source, such as a gateway, is of the installation too, as what dist starts is of dist. */

globalThis.modelActionsDist = inject('installation')
