/** The parts of a business that tables are sorted into, and the words that tell them. docs/workflows/generate-table-description.md lists them. */
const WORDS = {
  Sales:
    "sale order purchase cart basket checkout quote quotation opportunity deal lead customer client buyer prospect rental " +
    "subscription discount coupon voucher promotion renewal pipeline commission backorder shopper wishlist loyalty reseller",
  Marketing:
    "campaign newsletter review audience advert advertisement banner impression click conversion segment survey mailing",
  Finance:
    "payment invoice bill billing account ledger journal transaction transfer budget expense cost tax currency bank loan " +
    "mortgage deposit withdrawal credit debit refund balance revenue fee interest portfolio trade fund asset payable " +
    "receivable settlement statement dividend stock_price exchange_rate card fiscal payout installment instalment receipt",
  Insurance: "policy claim premium coverage policyholder insured beneficiary underwriting reinsurance claimant",
  People:
    "employee staff person people department job salary hire payroll applicant candidate manager team absence time_off " +
    "vacation leave timesheet shift personnel worker contractor recruitment interview resume skill attendance",
  Inventory: "inventory stock warehouse bin reorder stocktake restock replenishment",
  Product:
    "product item brand catalogue catalog sku variant part material assortment price pricelist manufacturer model",
  Procurement: "supplier vendor procurement purchase_order requisition tender contract",
  Logistics:
    "shipment shipper shipping delivery carrier freight parcel route vehicle driver truck fleet dispatch consignment package " +
    "container trip warehouse_location tracking",
  Location:
    "country city region state province territory address location district county postcode place continent street " +
    "neighbourhood neighborhood zone area site geography",
  Operations:
    "store shop branch machine equipment maintenance device sensor reading measurement production batch plant task project " +
    "process facility schedule resource meter work_order inspection appliance timetable milestone",
  Support: "ticket incident complaint helpdesk issue escalation resolution faq sla call",
  Security:
    "user user_account oauth oauth_account login_account role permission session login token credential password privilege access grant authentication api_key audit",
  Content:
    "film movie actor director book author publisher album artist track song genre playlist article post page blog comment " +
    "media video photo image document newspaper magazine episode series title library edition press writer chapter",
  Health:
    "patient vital doctor physician nurse diagnosis medication prescription encounter admission ward hospital clinic treatment " +
    "allergy immunization immunisation vaccination procedure symptom lab drug practitioner surgery disease specimen dosage",
  Education:
    "student course teacher instructor enrolment enrollment grade class classroom exam school university curriculum lesson " +
    "lecturer professor semester faculty assignment tutor pupil subject syllabus degree campus lecture",
  "Travel and hospitality":
    "guest hotel room reservation booking flight airport airline passenger seat itinerary stay aircraft restaurant menu " +
    "reservation check_in boarding_pass",
  Events: "event venue attendee speaker conference festival concert seating",
  Sport: "match player league season tournament goal stadium race driver_standing club",
  "Real estate": "property listing tenant lease landlord apartment building estate",
  Communication: "message email email_address conversation chat notification thread inbox recipient channel mailbox",
  "Technology and systems":
    "log setting configuration migration job_run queue server cache webhook integration parameter feature_flag version " +
    "error_log deployment cron schema",
  "Reference data": "language unit lookup code reference timezone calendar holiday",
} as const;

export type Domain = keyof typeof WORDS;

/** The domains' words, in the singular; words of two parts are joined by an underscore. */
export const DOMAIN_WORDS: ReadonlyMap<string, readonly Domain[]> = (() => {
  const words = new Map<string, Domain[]>();
  for (const [domain, list] of Object.entries(WORDS) as [Domain, string][]) {
    for (const word of new Set(list.split(" "))) words.set(word, [...(words.get(word) ?? []), domain]);
  }
  return words;
})();

export const DOMAINS = Object.keys(WORDS) as readonly Domain[];
