/** Promises a policy that was not there: its form, and its page once it is published. */
import { useNavigate } from 'react-router-dom';
import { AnswerStates } from '../../parts/answer-states';
import { useAnswer } from '../../parts/use-answer';
import { useAreas } from '../../session/acting';
import './bench.css';
import './policies.css';
import { StreetsOf } from './policies.documents';
import { PolicyForm } from './policy-form';
import { bureauRoles } from './roles';

export function NewPolicyPage() {
  const areaCode = useAreas(bureauRoles)[0] ?? '';
  const answer = useAnswer(StreetsOf, { areaCode });
  const go = useNavigate();
  return (
    <div className="stack bureau">
      <AnswerStates answer={answer}>
        {({ area }) => (
          <PolicyForm
            {...{ from: undefined, area, areaCode }}
            onDone={(code) => void go(`/bureau/policies/${code}`)}
            onLeave={() => void go('/bureau/policies')}
          />
        )}
      </AnswerStates>
    </div>
  );
}
