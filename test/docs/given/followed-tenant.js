// A client that has dealt with a run's first transition, and stops after two more.
const token = async () => process.env.TOKEN;
const save = (cursor) => cursor;
const readEverythingAnew = async () => undefined;
const load = async () => {
  const query = `{ workflowRun(id: "${process.env.RUN_ID}") { transitions { cursor } } }`;
  const headers = { authorization: `Bearer ${await token()}`, "content-type": "application/json" };
  const body = JSON.stringify({ query });
  const answer = await (await fetch("http://127.0.0.1:4000/graphql", { method: "POST", headers, body })).json();
  return answer.data.workflowRun.transitions[0].cursor;
};
let seen = 0;
const handle = async () => {
  if (++seen === 2) process.exit(0);
};
