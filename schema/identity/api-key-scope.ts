/** Promises the closed list of what a partner's API key may be used for. */
import { registerEnumType } from 'type-graphql';

export enum ApiKeyScope {
  NEEDS_READ = 'NEEDS_READ',
  CLAIMS_READ = 'CLAIMS_READ',
  CLAIMS_WRITE = 'CLAIMS_WRITE',
  OFFERINGS_WRITE = 'OFFERINGS_WRITE',
  FEED_READ = 'FEED_READ',
  WEBHOOKS = 'WEBHOOKS',
}

registerEnumType(ApiKeyScope, {
  name: 'ApiKeyScope',
  description:
    '密钥权限 What an API key may be used for; an operation that names no scope cannot be called with a key.',
  valuesConfig: {
    NEEDS_READ: { description: '读取需求 Read the needs that the organisation may see, and their rankings.' },
    CLAIMS_READ: { description: '读取认领 Read the claims of the organisation.' },
    CLAIMS_WRITE: { description: '办理认领 Claim needs and report on them for the organisation.' },
    OFFERINGS_WRITE: { description: '维护服务 Change the offerings and the live capacity of the organisation.' },
    FEED_READ: { description: '接收推送 Follow the live feed of the organisation.' },
    WEBHOOKS: { description: '通知记录 Read the messages to the organisation’s endpoints, and have them sent again.' },
  },
});
