/** Every operation of GitHub's API that our code calls, by the id that GitHub's own description gives it. */
export const operations = [
  'users/get-authenticated',
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'issues/delete-comment',
  'checks/create',
  'checks/update',
  'checks/list-for-ref',
  'pulls/get',
  'pulls/list',
  'actions/get-workflow-run',
  'actions/list-workflow-run-artifacts',
  'actions/download-artifact',
  'repos/create-deployment',
  'repos/list-deployments',
  'repos/create-deployment-status',
  'repos/list-deployment-statuses',
  'repos/list-releases',
  'repos/create-release',
  'repos/update-release',
  'repos/list-release-assets',
  'repos/upload-release-asset',
  'repos/delete-release-asset',
] as const

export type OperationId = (typeof operations)[number]
