/**
 * Code lists of a report, under their names in IOM's Human Trafficking Case Data Standard 2.0 (CC BY 4.0);
 * values that start with `x_` are ours.
 */
export const kinds = ['trafficking', 'missing_person', 'self'] as const;
export type Kind = (typeof kinds)[number];

export const urgencies = ['P1', 'P2', 'P3', 'P4'] as const;
export type Urgency = (typeof urgencies)[number];

/** `proven`: the human check was passed. It orders the queue and never refuses anybody. */
export const lanes = ['proven', 'unproven'] as const;
export type Lane = (typeof lanes)[number];

export const yesNo = ['yes', 'no'] as const;
export const yesNoUnknown = ['yes', 'no', 'unknown'] as const;
/** Sentences to tap instead of writing, under `options.sentences` in content/words. Each alone is a cry for help. */
export const sentences = ['help', 'held', 'hurt', 'papers', 'soon', 'child', 'where'] as const;
export const lastContacts = ['24h', '72h', 'week', 'earlier', 'unknown'] as const;
export const genders = ['female', 'male', 'other', 'unknown'] as const;
export const contactWays = ['phone', 'email', 'zalo', 'facebook', 'other'] as const;

/** vic_TypeOfExploitation */
export const exploitations = [
  'ForcedLabour',
  'SexualExploitation',
  'ChildLabour',
  'ForcedMarriage',
  'Servitude',
  'ForcedMilitaryByNonStateActors',
  'OrganRemoval',
  'ForcedBegging',
  'ForcedAdoption',
  'Surrogacy',
  'Other',
  'x_ForcedCriminality',
  'x_Recruitment',
] as const;

/** vic_MethodOfRecruitment */
export const recruitments = [
  'AtAPlaceOfBusiness',
  'AtAnEducationalInstitution',
  'AtWork',
  'ThroughOnlineSocialNetworks',
  'ThroughAnOnlineAdvertisement',
  'ThroughATelevisionAdvert',
  'ThroughANewspaperAdvert',
  'ThroughFamilyOrFamilyEvents',
  'ThroughFriendsOrSocialEvents',
  'Other',
] as const;

/** vic_MethodsOfControl */
export const controls = [
  'PhysicalThreats',
  'ThreatsLawEnforcement',
  'ThreatensChildrenFamily',
  'DebtBondage',
  'FalsePromises',
  'PhysicalAbuse',
  'SexualAbuse',
  'TakesEarnings',
  'RestrictsFinancialAccess',
  'RestrictsMedicalCare',
  'WithholdsNecessities',
  'PsychologicalAbuse',
  'PsychoactiveSubstance',
  'ExcessiveWorkingHours',
  'WithholdsDocuments',
  'RestrictsMovement',
  'UsesChildren',
  'Other',
] as const;

/** vic_RecruitmentWebsitesAndApps */
export const apps = [
  'x_Zalo',
  'Facebook',
  'FacebookMessenger',
  'TikTok',
  'Telegram',
  'Instagram',
  'WhatsApp',
  'Viber',
  'SnapChat',
  'Line',
  'WeChat',
  'QQ',
  'Twitter',
  'Other',
] as const;

export const reviewStates = [
  'received',
  'acknowledged',
  'classified',
  'verifying',
  'ready',
  'forwarded',
  'accepted',
  'returned',
  'in_resolution',
  'closed',
  // Beside the way: each leads back to it.
  'needs_info',
  'duplicate',
  'out_of_scope',
  'reopened',
] as const;
export type ReviewState = (typeof reviewStates)[number];

export const deliveryStates = ['held', 'waiting', 'sending', 'sent', 'acknowledged', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What a delivery carries. Tests, canaries and flood notices are of the line itself and are never counted. */
export const deliveryParts = ['report', 'message', 'file', 'test', 'canary', 'flood'] as const;
export type DeliveryPart = (typeof deliveryParts)[number];

export const deliveryAnswers = ['accepted', 'returned'] as const;
export type DeliveryAnswer = (typeof deliveryAnswers)[number];

export const returnReasons = ['wrong_area', 'more_information', 'other'] as const;
export type ReturnReason = (typeof returnReasons)[number];
