/** Promises how help of the state is applied for, and who is in the register of low-income people. */
import { ApplicationPhotoRepository } from '../application/application-photo.repository';
import { ApplicationPhotoService } from '../application/application-photo.service';
import { ApplicationReading } from '../application/application.reading';
import { ApplicationRepository } from '../application/application.repository';
import {
  ApplicationDocumentResolver,
  ApplicationReadingResolver,
  ApplicationResolver,
  HouseholdApplicationResolver,
} from '../application/application.resolver';
import { ApplicationService } from '../application/application.service';
import { RegisterReading } from '../register/register.reading';
import { RegisterRepository } from '../register/register.repository';
import { HouseholdRegisterResolver, RegisterResolver } from '../register/register.resolver';
import { RegisterService } from '../register/register.service';
import type { Care } from './care';
import type { Ground } from './ground';
import type { Parties } from './parties';
import type { Policies } from './policy';

export type Applying = ReturnType<typeof composeApplication>;

export function composeApplication(parts: Ground & Parties & Care & Policies) {
  const {
    areas,
    audit,
    database,
    householdLoader,
    households,
    householdService,
    meansService,
    photos,
    policies,
    vault,
  } = parts;
  const entries = new RegisterRepository();
  const registerService = new RegisterService({ database, audit, areas, vault, households, householdService, entries });
  const registerReading = new RegisterReading(database, entries);
  householdService.onPeopleWritten((tx, householdId) => registerService.followHousehold(tx, householdId));

  const applications = new ApplicationRepository();
  const applicationPhotos = new ApplicationPhotoService(database, photos, new ApplicationPhotoRepository());
  const applicationService = new ApplicationService({
    ...{ database, audit, households, meansService, policies, registerService, applications, applicationPhotos },
  });
  const applicationReading = new ApplicationReading(database, applications, policies);
  const resolvers: object[] = [
    new RegisterResolver(registerService, registerReading, householdLoader),
    new HouseholdRegisterResolver(registerReading),
    new ApplicationResolver(applicationService),
    new ApplicationReadingResolver(applicationReading, householdLoader),
    new ApplicationDocumentResolver(applicationPhotos),
    new HouseholdApplicationResolver(applicationReading),
  ];
  return { applications, registerService, registerReading, applicationService, applicationReading, resolvers };
}
