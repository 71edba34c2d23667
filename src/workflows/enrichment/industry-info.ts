import { IsOptional, MaxLength } from "class-validator";
import { Field } from "type-graphql";

export const INDUSTRY_INFO =
  "What business the data is of, in words such as `Banking` or `E-commerce retail platform`, at most 1000 characters. It chooses words and weights, and is never repeated.";
const LONGEST = 1000;

/** A property `industryInfo`, with the rules that hold for every type. */
export function IndustryInfoOption(): PropertyDecorator {
  return (target, key) => {
    IsOptional()(target, key);
    MaxLength(LONGEST)(target, key);
    Field(() => String, { nullable: true, description: INDUSTRY_INFO })(target, key as string);
  };
}
