import { registerEnumType } from "type-graphql";

/** Why a language model's words were not taken. */
export enum LanguageModelProblem {
  TIMEOUT = "TIMEOUT",
  UNREACHABLE = "UNREACHABLE",
  NOT_ALLOWED = "NOT_ALLOWED",
  RATE_LIMITED = "RATE_LIMITED",
  REJECTED = "REJECTED",
  REQUEST_TOO_LONG = "REQUEST_TOO_LONG",
  ANSWER_TOO_LONG = "ANSWER_TOO_LONG",
  REFUSED = "REFUSED",
  NOT_THE_SCHEMA = "NOT_THE_SCHEMA",
  PAUSED = "PAUSED",
  UNFIT_TEXT = "UNFIT_TEXT",
  RULE_DROPPED = "RULE_DROPPED",
}
registerEnumType(LanguageModelProblem, {
  name: "LanguageModelProblem",
  description: "Why what a language model wrote was not taken. More may come: treat an unknown one as such.",
  valuesConfig: {
    TIMEOUT: { description: "It did not answer within LLM_TIMEOUT_SECONDS." },
    UNREACHABLE: { description: "The endpoint can't be reached, fails, redirects, or broke the connection off." },
    NOT_ALLOWED: { description: "The endpoint refuses the key." },
    RATE_LIMITED: { description: "The endpoint is asked too often." },
    REJECTED: { description: "The endpoint does not take the request, e.g. since it has no such model." },
    REQUEST_TOO_LONG: {
      description: "There was too much to ask at once; nothing was sent, or the model can't take it.",
    },
    ANSWER_TOO_LONG: { description: "The answer was cut off, or longer than is read." },
    REFUSED: { description: "The model refused to answer." },
    NOT_THE_SCHEMA: { description: "The answer does not have the form that was asked for." },
    PAUSED: { description: "It was not asked, since it had failed several times in a row a short time ago." },
    UNFIT_TEXT: {
      description: "A text was empty, too long, held markup or an address, or a number that it was not given.",
    },
    RULE_DROPPED: {
      description: "A rule was not one of the catalog, was there already, or did not pass the validation.",
    },
  },
});
