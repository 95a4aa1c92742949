/** Promises the board of an organisation: its claims in lanes by where they stand, moved by what happens without a reading anew. */
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useWords } from '../../language/language';
import { ListStates } from '../../parts/list-states';
import { LiveLine } from '../../parts/live-line';
import { useUrlFilters } from '../../parts/use-url-filters';
import { useActing } from '../../session/acting';
import './board.css';
import { ClaimCard } from './claim-card';
import { StepQuestion, type Asked } from './claim-questions';
import { laneNames, type BoardClaim, type LaneName } from './lanes';
import { organisationRoles } from './roles';
import { useBoard, type BoardOfOrganisation } from './use-board';
import { useSteps, type Steps } from './use-steps';

const choices = { lane: laneNames } as const;

export function BoardPage() {
  const { organisationId } = useActing(organisationRoles);
  return organisationId === undefined ? null : (
    <OrganisationBoard key={organisationId} organisationId={organisationId} />
  );
}

function OrganisationBoard({ organisationId }: { readonly organisationId: string }) {
  const { t } = useWords('organisation');
  const board = useBoard(organisationId);
  const steps = useSteps(board.put, board.list.refresh);
  const [asked, setAsked] = useState<Asked>();
  const [{ lane }, choose] = useUrlFilters(choices);
  const all = laneNames.flatMap((name) => board.lanes[name]);
  return (
    <div className="stack">
      <LiveLine feed={board.feed} onReadAgain={board.list.refresh} />
      <ListStates
        list={{ ...board.list, items: all }}
        empty={
          <>
            <strong>{t('board.empty')}</strong>
            <Link to="/organisation">{t('board.emptyHint')}</Link>
          </>
        }
      >
        <LaneChoice board={board} lane={lane} onChoose={(name) => choose('lane', name)} />
        <div className={`lanes ${lane ? 'one' : ''}`}>
          {laneNames
            .filter((name) => lane === undefined || lane === name)
            .map((name) => (
              <Lane key={name} name={name} claims={board.lanes[name]} steps={steps} onAsk={setAsked} />
            ))}
        </div>
      </ListStates>
      {asked && <StepQuestion asked={asked} steps={steps} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

interface LaneChoiceProps {
  readonly board: BoardOfOrganisation;
  readonly lane: LaneName | undefined;
  readonly onChoose: (lane: LaneName | undefined) => void;
}

function LaneChoice({ board, lane, onChoose }: LaneChoiceProps) {
  const { t } = useWords('organisation');
  return (
    <div className="row" role="group" aria-label={t('board.lanes')}>
      <button
        type="button"
        className="quiet-button"
        aria-pressed={lane === undefined}
        onClick={() => onChoose(undefined)}
      >
        {t('board.all')}
      </button>
      {laneNames.map((name) => (
        <button
          key={name}
          type="button"
          className="quiet-button"
          aria-pressed={lane === name}
          onClick={() => onChoose(name)}
        >
          {t(`lane.${name}`)} {board.lanes[name].length}
        </button>
      ))}
    </div>
  );
}

interface LaneProps {
  readonly name: LaneName;
  readonly claims: readonly BoardClaim[];
  readonly steps: Steps;
  readonly onAsk: (asked: Asked) => void;
}

function Lane({ name, claims, steps, onAsk }: LaneProps) {
  const { t } = useWords('organisation');
  const outcomeOf = (claim: BoardClaim) => (steps.last?.claimId === claim.id ? steps.last.outcome : undefined);
  return (
    <section className={`lane ${name}`} aria-labelledby={`lane-${name}`} data-lane={name}>
      <h2 id={`lane-${name}`}>
        {t(`lane.${name}`)} <span className="lane-count">{claims.length}</span>
      </h2>
      {claims.length === 0 && <p className="lane-empty soft">{t(`laneEmpty.${name}`)}</p>}
      {claims.map((claim) => (
        <ClaimCard
          key={claim.id}
          claim={claim}
          steps={steps}
          isRunning={steps.running === claim.id}
          outcome={outcomeOf(claim)}
          onAsk={onAsk}
        />
      ))}
    </section>
  );
}
