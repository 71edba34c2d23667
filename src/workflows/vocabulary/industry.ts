import { nameWords, Phrases } from "./name-words.js";

/** Industries whose rules or habits make a difference to what data is worth protecting or checking. */
export type Industry =
  | "banking"
  | "insurance"
  | "health care"
  | "education"
  | "telecommunication"
  | "retail"
  | "logistics";

const WORDS: Readonly<Record<Industry, Phrases>> = {
  banking: new Phrases(
    "bank, banks, banking, finance, financial, fintech, payments, payment services, credit union, lending, loans, mortgage, brokerage, trading, wealth management, kreditinstitut, finanzen, finanzdienstleister, sparkasse, banque, finanzas, banca, banco, financeiro, financas",
  ),
  insurance: new Phrases(
    "insurance, insurer, reinsurance, underwriting, versicherung, assurance, assureur, seguros, aseguradora, seguradora",
  ),
  "health care": new Phrases(
    "health, healthcare, health care, hospital, hospitals, clinic, clinics, clinical, medical, medicine, pharma, pharmacy, pharmaceutical, biotech, dental, nursing, gesundheit, gesundheitswesen, krankenhaus, klinik, sante, hopital, clinique, salud, sanidad, hospitalario, saude, clinica",
  ),
  education: new Phrases(
    "education, educational, school, schools, university, universities, college, colleges, academy, e learning, edtech, bildung, schule, universitat, hochschule, ecole, universite, enseignement, educacion, escuela, universidad, educacao, escola, universidade",
  ),
  telecommunication: new Phrases(
    "telecom, telecoms, telecommunication, telecommunications, mobile operator, internet provider, telekommunikation, telecommunications, telecomunicaciones, telecomunicacoes, operadora",
  ),
  retail: new Phrases(
    "retail, retailer, e commerce, ecommerce, online shop, shop, shops, store, stores, wholesale, marketplace, merchandise, einzelhandel, handel, versandhandel, commerce, detaillant, comercio, tienda, varejo, loja",
  ),
  logistics: new Phrases(
    "logistics, shipping, freight, warehouse, warehousing, supply chain, transport, transportation, delivery, logistik, spedition, logistique, logistica, transporte",
  ),
};

/** Those that a text speaks of, by its words; the text itself goes nowhere. */
export function industriesOf(text: string | null | undefined): ReadonlySet<Industry> {
  const words = nameWords(text ?? "");
  const names = Object.keys(WORDS) as Industry[];
  return new Set(names.filter((industry) => WORDS[industry].in(words)));
}
