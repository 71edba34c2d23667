import "./workers.js"; // before the editors, which ask for them as they load
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import "./page.css";
import { createRoot } from "react-dom/client";

const { tabs, token } = JSON.parse(document.getElementById("settings").textContent);

// GraphiQL remembers its tabs; those of an earlier demo tenant would name configurations that are gone.
const memory = JSON.stringify(tabs);
if (localStorage.getItem("data-readiness:tabs") !== memory) {
  localStorage.clear();
  localStorage.setItem("data-readiness:tabs", memory);
  // What the first tab starts with: GraphiQL takes its variables from here alone.
  localStorage.setItem("graphiql:variables", variablesOf(tabs[0]));
}

const headers = token ? JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2) : "";
// The toolkit gives the headers editor's content to the WebSocket as connectionParams.
const fetcher = createGraphiQLFetcher({
  url: "/graphql",
  subscriptionUrl: `${location.origin.replace(/^http/, "ws")}/graphql`,
});
const defaultTabs = tabs.map((tab) => ({ query: tab.query, variables: variablesOf(tab), headers }));

function variablesOf(tab) {
  return JSON.stringify(tab?.variables ?? {}, null, 2);
}

createRoot(document.getElementById("graphiql")).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={defaultTabs.length > 0 ? defaultTabs : undefined}
    defaultHeaders={headers}
    initialHeaders={headers}
    defaultEditorToolsVisibility="variables"
  />,
);
