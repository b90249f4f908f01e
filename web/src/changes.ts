// What a change of the model means, in a sentence.

import { at } from "./data.ts";
import type { Model, Part } from "./model.ts";
import { typeStyle } from "./style.ts";
import { plural, sentence } from "./words.ts";

export class Changes {
  private readonly model: Model;
  private things: number;
  private claims: number;

  constructor(model: Model) {
    this.model = model;
    this.things = model.shown.things().size;
    this.claims = model.filters.counts().passing;
  }

  /** Empty where nothing changed that needs telling. */
  tell(changed: ReadonlySet<Part>): string {
    const told: string[] = [];
    if (changed.has("selection")) told.push(selected(this.model));
    if (changed.has("shown") || changed.has("filter")) {
      const [things, claims] = [this.model.shown.things().size, this.model.filters.counts().passing];
      if (things !== this.things || claims !== this.claims) told.push(`${plural(things, "thing")} in the picture, ${plural(claims, "claim")} pass the filters.`);
      [this.things, this.claims] = [things, claims];
    }
    return told.filter(Boolean).join(" ");
  }
}

function selected(model: Model): string {
  const { data, graph, selection } = model;
  switch (selection.kind) {
    case "thing": {
      const { label, type } = at(data.things, selection.thing);
      return `${label}, ${typeStyle(type).label}, ${plural(graph.claimsOf.size(selection.thing), "claim")}.`;
    }
    case "things":
      return `${plural(selection.things.length, "thing")} selected.`;
    case "community":
      return `Community: ${at(data.communities, selection.community).label}.`;
    case "claims": {
      const claim = graph.claim(at(selection.claims, selection.index));
      const place = selection.claims.length > 1 ? `${selection.index + 1} of ${selection.claims.length}: ` : "";
      return `${place}${claim.negative ? "not so: " : ""}${sentence(data, claim)}.`;
    }
    case "article":
      return `Article: ${at(data.articles, selection.article).title}.`;
    default:
      return "Nothing selected.";
  }
}
