/** Promises one running server: composed, migrated, listening; and its orderly end. */
import 'reflect-metadata';
import type { Config } from './config';
import { registerClaimMetrics } from './claim/claim.metrics';
import { compose, type Composition } from './composition';
import { JobRunner } from './job/runner';
import { registerLiveMetrics } from './live/live.metrics';
import { subscribeThroughHub } from './live/subscribe';
import { registerStandingMetrics } from './matching/standing.metrics';
import type { Message } from './message';
import { loadSample, type DemoSignIn } from './sample/load';
import { buildLinkageSchema } from './schema';
import { describeFailure, type Log } from './transport/log';
import type { Sockets } from './transport/sockets';
import { makePartitions } from './event/partition';
import { removeOldEvents } from './event/retention';
import type { RecordedEvent } from './event/outbox';
import { registerPlannerMetrics } from './plan/plan.metrics';
import { eventTypesTold } from './webhook/message';
import { createTransport, type Transport } from './transport/http';

export interface StartOptions {
  readonly databaseUrl: string;
  readonly report: (line: Message) => void;
}

export interface RunningApp {
  readonly url: string;
  /** One demo sign-in per role; empty outside the sample district. */
  readonly signIns: readonly DemoSignIn[];
  readonly composition: Composition;
  readonly transport: Transport;
  close(): Promise<void>;
}

/** A client that was away longer than this reads its lists again instead of resuming. */
const eventDaysKept = 7;
/** How long messages to partners' systems can be looked up and sent again. */
const webhookDaysKept = 30;

/** Starts a server. The port is config.port, or any free one when that is 0 or missing. What was begun ends when it fails. */
export async function startApp(config: Config, options: StartOptions): Promise<RunningApp> {
  const composition = compose(config, options.databaseUrl);
  const { database, follower, authenticator } = composition;
  const ends: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    ends.push(() => database.close());
    await database.open();
    await database.migrate();
    // Before anything is written: events of another history would stand among those of this one.
    await composition.history.recognise();
    await makePartitions(database);
    const composeFor = (databaseUrl: string) => compose(config, databaseUrl);
    const signIns = config.demo ? await loadSample(composition, composeFor, options.report) : [];
    // Before the first question; each hour a job counts again.
    await composition.standingService.countStandings();
    ends.push(() => follower.stop());
    await follower.start();
    ends.push(() => composition.unmatchedWatch.stop());
    if (config.supplyWatch) composition.unmatchedWatch.start();
    ends.push(() => composition.standing.stop());
    composition.standing.start(follower);
    const schema = buildLinkageSchema(composition.resolvers);
    composition.recordReading.readThrough(schema);
    const transport = await createTransport({
      config,
      schema,
      authenticate: (authorization) => authenticator.authenticate(authorization),
      subscribe: subscribeThroughHub(composition.feeds, composition.live),
      calendar: (token) => composition.calendarFeedService.read(token),
      activities: composition.activityReading.calendar,
      disclosures: composition.disclosurePages,
      portalFolder: config.portalFolder,
      uploads: [composition.triggerReceiver, composition.photoReceiver],
      downloads: [composition.photoReceiver, composition.exportSender],
      ready: async () => void (await database.query('SELECT 1')),
    });
    ends.push(() => composition.intakeService.stop());
    ends.push(() => transport.close());
    const jobs = await startJobs(config, composition, transport.log);
    ends.push(() => jobs.stop());
    ends.push(() => composition.exportWriting.stop());
    ends.push(() => composition.planner.stop());
    ends.push(() => composition.planQuestions.stop());
    ends.push(() => composition.proposalThreads.stop());
    if (config.planner.on) composition.planner.start(transport.log, follower);
    registerPlannerMetrics(transport.metrics.registry, composition.planner);
    composition.hub.on('passing', (event) => closeSocketsWithoutAuthority(event, transport.sockets));
    registerClaimMetrics(transport.metrics.registry, [composition.claimTurns, composition.claimAdmission]);
    registerLiveMetrics(transport.metrics.registry, follower, composition.hub);
    registerStandingMetrics(transport.metrics.registry, composition.standing, composition.standingReading);
    const port = await transport.listen({ host: config.host, port: config.port ?? 0 });
    return { url: `http://${config.host}:${port}`, signIns, composition, transport, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A subscription ends by itself when its authority does; this ends the sockets that have none open. */
function closeSocketsWithoutAuthority(event: RecordedEvent, sockets: Sockets): void {
  if (event.type === 'SessionRevoked') sockets.closeOf(String(event.payload.accountId));
  if (event.type === 'OrganisationSuspended') sockets.closeOf(event.subjectId);
}

/** Offers are made elsewhere too (by a planner's thread): whoever hears of a moment asks for a look at it. */
function scheduleOffer({ type, subjectId, payload }: RecordedEvent, jobs: JobRunner): void {
  const moment = type === 'NeedOffered' ? payload.offeredUntil : type === 'NeedReferred' ? payload.opensAt : undefined;
  // A moment later by the clock of the database than the event says would be too early: it is told in milliseconds.
  if (typeof moment === 'string') jobs.scheduleOffer(subjectId, new Date(Date.parse(moment) + 1));
}

/** Whoever hears of a donation asks for a look at the outbox; what became due is sent by whichever server. */
function startWebhooks({ hub, webhookDispatch, webhookService }: Composition, jobs: JobRunner): void {
  let isAsked = false;
  hub.on('passing', ({ type }) => {
    if (isAsked || !eventTypesTold.includes(type)) return;
    isAsked = true;
    // Events arrive in pages: one look for all of a page.
    setImmediate(() => {
      isAsked = false;
      jobs.scheduleWebhookDispatch();
    });
  });
  for (const part of [webhookDispatch, webhookService])
    part.onDue((deliveryId, endpointId, at) => jobs.scheduleWebhook(deliveryId, endpointId, at));
}

/** What falls due is done by whichever server is up. */
async function startJobs(config: Config, composition: Composition, log: Log): Promise<JobRunner> {
  const { database, claimPool, claimingService, decisions, needService } = composition;
  const { offerEndings, revisitService, unmatchedWatch } = composition;
  const { clockService, disposalService, projectService, standingService } = composition;
  const { swapEnding, swapService, webhookDispatch } = composition;
  const jobs = await new JobRunner({
    databaseUrl: database.url,
    exclusively: (lockNumber, work) => database.exclusively(lockNumber, work),
    drainSeconds: config.drainSeconds,
    onError: (error) => log.error({ failure: describeFailure(error) }, 'a job failed and will be tried again'),
    work: {
      expireLeases: () => claimPool.expireLeases(),
      tendOffer: (needId) => offerEndings.tend(needId),
      tendOffers: () => offerEndings.tendAll(),
      expireSwap: (swapId) => swapEnding.expireSwap(swapId),
      expireSwaps: () => swapEnding.expireSwaps(),
      expireShare: (shareId) => composition.shareEnding.expireShare(shareId),
      expireShares: () => composition.shareEnding.expireShares(),
      expireNeeds: () => needService.expireNeeds(),
      remindObligations: async () => (await clockService.remind()) + (await composition.issueReminding.remind()),
      tendVisits: async () =>
        (await composition.visitTending.tend()) + (await composition.intakeService.removeAbandoned()),
      expireLots: () => disposalService.expireLots(),
      closeProjects: () => projectService.closeProjectsOver(),
      endConsents: () => composition.consentService.followExpired(),
      announceRevisits: () => revisitService.announceDue(),
      finishErasures: () => composition.erasureService.finishAll(),
      runRetention: () => composition.retentionService.runByNight(),
      followWarnings: () => composition.warningRefresh.follow(),
      surveyWarnings: () => composition.warningRefresh.survey(),
      sealAudit: () => composition.auditSealing.seal(),
      removeOldEvents: async () => {
        await makePartitions(database);
        await webhookDispatch.removeOld(webhookDaysKept);
        return removeOldEvents(database, eventDaysKept);
      },
      removeOldDecisions: () => decisions.removeOld(database, config.decisionRetention),
      settleUnmatched: async () => (config.supplyWatch ? unmatchedWatch.sweep() : 0),
      countStandings: () => standingService.countStandings(),
      writeExports: () => composition.exportWriting.writeUnlessUnderWay(),
      dispatchWebhooks: () => webhookDispatch.dispatch(),
      deliverWebhook: (deliveryId) => webhookDispatch.deliverInTurn(deliveryId),
      sweepWebhooks: () => webhookDispatch.sweep(),
    },
  }).start();
  claimingService.onLeaseStarted((leaseUntil) => jobs.scheduleLeaseEnd(leaseUntil));
  composition.hub.on('passing', (event) => scheduleOffer(event, jobs));
  composition.hub.on('passing', ({ type }) => type === 'AuthorityChanged' && jobs.scheduleVisits());
  startWebhooks(composition, jobs);
  composition.shareService.onShared((shareId, leaseUntil) => jobs.scheduleShareEnd(shareId, leaseUntil));
  composition.exportService.onRequested(() => jobs.scheduleExports());
  composition.exportWriting.onFailed((error) =>
    log.error({ failure: describeFailure(error) }, 'an export failed and will be tried again'),
  );
  swapService.onProposed((swapId, expiresAt) => jobs.scheduleSwapEnd(swapId, expiresAt));
  return jobs;
}
