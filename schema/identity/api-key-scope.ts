/** Promises the closed list of what a partner's API key may be used for. */
import { registerEnumType } from 'type-graphql';

export enum ApiKeyScope {
  NEEDS_READ = 'NEEDS_READ',
  CLAIMS_READ = 'CLAIMS_READ',
  CLAIMS_WRITE = 'CLAIMS_WRITE',
  OFFERINGS_WRITE = 'OFFERINGS_WRITE',
  FEED_READ = 'FEED_READ',
  WEBHOOKS = 'WEBHOOKS',
  DONATIONS_READ = 'DONATIONS_READ',
  DONATIONS_WRITE = 'DONATIONS_WRITE',
  TRIGGERS_WRITE = 'TRIGGERS_WRITE',
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
    DONATIONS_READ: { description: '读取捐赠 Read the donations of the organisation and where they went.' },
    DONATIONS_WRITE: {
      description: '办理捐赠 Promise donations for the organisation, revise them and take them back.',
    },
    TRIGGERS_WRITE: {
      description: '报送必访情形 Tell of persons in hospital, deaths, misfortunes; for public institutions.',
    },
    FEED_READ: { description: '接收推送 Follow the live feed of the organisation.' },
    WEBHOOKS: { description: '通知记录 Read the messages to the organisation’s endpoints, and have them sent again.' },
  },
});
