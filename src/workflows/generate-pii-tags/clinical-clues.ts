import type { ColumnFacts, TableFacts } from "../../assets/facts/table-facts.js";
import { type Clue, clue } from "./clue.js";
import { declaredType } from "./type-family.js";
import { clinicalValueClue } from "./values/clinical-values.js";
import type { Sampled } from "./values/sampled.js";
import { rawWords, tokens } from "./words/tokens.js";

/** What says of a patient's illness, treatment or measurement, whatever else the table holds. */
const OF_HEALTH =
  "diagnosis|diagnoses|diagnostic|dx|icd|allergy|allergies|allergen|reaction|medication|medicine|drug|prescription|dose|dosage|vaccine|vaccination|immunization|immunisation|symptom|symptoms|complaint|treatment|therapy|surgery|condition|illness|disease|disorder|procedure|bodysite|finding|findings|indication|reason|comorbidity|snomed|loinc|rxnorm|cvx|atc|ndc";
/** What is about health only where the rows are. */
const OF_SUCH_ROWS =
  "code|description|display|value|result|results|severity|concept|name|text|site|interpretation|outcome|abnormal|organism|specimen|route|frequency|strength|duration|comment|comments|note|notes|valuenum|answer";
/** What may stand beside such a word. */
const BESIDE =
  "primary|secondary|principal|admitting|admission|discharge|final|chief|main|body|lab|test|clinical|medical|source|reported|numeric|string|concept_id|source_value|visit|encounter|referral|hospitali[sz]ation|stay|as|of|for|the|cd|desc|txt|code|description|display|value|text|name|notes|severity|level";

const about = (words: string) => new RegExp(`^(?:(?:${BESIDE})_?)*(?:${words})(?:_?(?:${BESIDE}|${OF_HEALTH}))*$`);
const SAYS_HEALTH = about(OF_HEALTH);
const SAYS_IN_SUCH_ROWS = about(OF_SUCH_ROWS);

/** Tables that are about health whoever is treated, and those that are only where a patient is. */
const CLINICAL =
  /^(?:diagnos\w*|allerg\w*|medications?|prescriptions?|prescribes?|drugs?|conditionoccurrence|procedureoccurrence|drugexposure|deviceexposure|immuni[sz]ations?|vaccin\w+|symptoms?|disease|diseases|surger(?:y|ies)|treatments?|therap(?:y|ies)|careplans?|vitals?|vitalsigns?|labevents?|labs?|labresults?|laboratory|imaging|radiology|comorbidit\w+|anamnes\w+|medikament\w*|rezepte?|impfung\w*|behandlung\w*|diagnose\w*|medicament\w*|ordonnances?|traitements?|vacunas?|vacinas?|tratamientos?|tratamentos?|recetas?|alergias?)$/;
const CLINICAL_OF_PATIENTS =
  /^(?:conditions?|procedures?|observations?|devices?|implants?|measurements?|problems?|findings?|results?|tests?|exams?|examinations?|plans?|icd|microbiology\w*|noteevents|notes?|surveys?|supplies|specimens?|pathology|exposures?|charts?|chartevents|inputevents|outputevents)$/;
/** Rows about a stay: what they say of the reason is health, their own type and notes are not. */
const STAYS =
  /^(?:encounters?|admissions?|visits?|appointments?|claims?|stays?|icustays?|episodes?|consultations?|referrals?|transfers?)$/;

const NO_CONTENT = new Set(["date", "timestamp", "uuid", "bytes", "ip", "mac", "point", "never", "json"]);

/** What in a table speaks of the health of people whom its rows name: an illness without anybody who has it is none's. */
export function clinicalClues(facts: TableFacts): (column: ColumnFacts, values: Sampled) => readonly Clue[] {
  const patient = facts.columns.some(({ name }) => tokens(name).includes("patient")) || refersToPatients(facts);
  const somebody = patient || facts.columns.some(({ name }) => SOMEBODY.test(name));
  const words = rawWords(facts.name).filter((word) => !/^\d+$/.test(word));
  const joined = words.join("");
  const named = (pattern: RegExp) => pattern.test(joined) || words.some((word) => pattern.test(word));
  const rows = (somebody && named(CLINICAL)) || (patient && named(CLINICAL_OF_PATIENTS) && !named(STAYS));
  const keys = new Set(
    facts.constraints.flatMap((each) =>
      each.kind === "PRIMARY_KEY" || each.kind === "FOREIGN_KEY" ? each.columns : [],
    ),
  );
  return (column, values) => {
    if (!patient && !rows) return [];
    if (NO_CONTENT.has(declaredType(column.type).family) || keys.has(column.name)) return [];
    const name = rawWords(column.name)
      .filter((word) => !/^\d+$/.test(word))
      .join("_");
    const clues: Clue[] = [];
    const source = "rows of a patient";
    if (SAYS_HEALTH.test(name))
      clues.push(clue(source, "It says what somebody has, or how it is treated, in rows that name whom.", 3.2));
    else if (rows && SAYS_IN_SUCH_ROWS.test(name))
      clues.push(clue(source, "It is a part of a diagnosis, treatment or measurement, in rows that name whose.", 2.6));
    const byValues = patient ? clinicalValueClue(values) : undefined;
    return byValues ? [...clues, byValues] : clues;
  };
}

const SOMEBODY =
  /^(?:person|student|employee|user|member|child|citizen|subject|insured|beneficiary)_?(?:id|no|number|code)?$/i;

const refersToPatients = ({ constraints }: TableFacts) =>
  constraints.some((each) => each.kind === "FOREIGN_KEY" && tokens(each.target.table).includes("patient"));
