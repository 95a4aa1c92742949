/** Promises work and learning: posts and people matched by the engine, placements, and courses with places. */
import { idOrImpossible } from '../../schema/global-id';
import { CourseRepository } from '../course/course.repository';
import { CourseResolver, EnrolmentResolver } from '../course/course.resolver';
import { CourseService } from '../course/course.service';
import { EmploymentRepository } from '../employment/employment.repository';
import { EmploymentResolver, PlacementResolver } from '../employment/employment.resolver';
import { EmploymentService } from '../employment/employment.service';
import { SeekerResolver } from '../employment/seeker.resolver';
import { SeekerService } from '../employment/seeker.service';
import { presentCourse, presentEnrolment } from '../course/present';
import { presentPlacement, presentPost, presentSeeker } from '../employment/present';
import { actorOf } from '../context';
import type { NodeRegistry } from '../node/node';
import type { Care } from './care';
import type { Casework } from './casework';
import type { Ground } from './ground';
import type { Parties } from './parties';

export type Employing = ReturnType<typeof composeEmployment>;

export function composeEmployment(parts: Ground & Parties & Care & Casework) {
  const { areas, audit, caseService, database, householdLoader, households, vault } = parts;
  const employmentParts = { database, audit, areas, vault, households, employment: new EmploymentRepository() };
  const employmentService = new EmploymentService(employmentParts);
  const seekerService = new SeekerService(employmentParts);
  const courseService = new CourseService({ database, audit, areas, households, courses: new CourseRepository() });

  caseService.onLink('JobPlacement', async (statements, actor, id) => {
    return (await employmentService.findPlacement(statements, actor, id))?.householdId;
  });
  caseService.onLink('CourseEnrolment', async (statements, actor, id) => {
    return (await courseService.findEnrolment(statements, actor, id))?.householdId;
  });

  const resolvers: object[] = [
    new EmploymentResolver(employmentService),
    new SeekerResolver(employmentService, seekerService, householdLoader),
    new PlacementResolver(employmentService, householdLoader),
    new CourseResolver(courseService),
    new EnrolmentResolver(courseService, householdLoader),
  ];
  return { employmentService, seekerService, courseService, resolvers };
}

/** Posts and courses are there for everybody who is signed in; people at them for those who serve them, and as numbers elsewhere. */
export function registerEmployment(nodes: NodeRegistry, parts: Employing & Ground): NodeRegistry {
  const { courseService, database, employmentService, seekerService } = parts;
  return nodes
    .register('JobPost', async (_context, _id, id) => {
      const row = await employmentService.findPost(idOrImpossible(id));
      return row && presentPost(row);
    })
    .register('JobSeeker', async (context, _id, id) => {
      const row = await seekerService.findSeeker(actorOf(context), idOrImpossible(id));
      return row && presentSeeker(row);
    })
    .register('JobPlacement', async (context, _id, id) => {
      const row = await employmentService.findPlacement(database, actorOf(context), idOrImpossible(id));
      return row && presentPlacement(row);
    })
    .register('Course', async (_context, _id, id) => {
      const row = await courseService.findCourse(idOrImpossible(id));
      return row && presentCourse(row);
    })
    .register('CourseEnrolment', async (context, _id, id) => {
      const row = await courseService.findEnrolment(database, actorOf(context), idOrImpossible(id));
      return row && presentEnrolment(row);
    });
}
