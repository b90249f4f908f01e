// What of Yasgui the page uses. Its own declarations need those of CodeMirror 5 and jQuery, which nothing else here does.

declare module "@zazuko/yasgui" {
  interface Editor {
    config: { createShareableLink: () => string };
    getWrapperElement(): HTMLElement;
    getInputField(): HTMLElement;
    setOption(name: string, value: unknown): void;
    setSize(width: string | null, height: string | null): void;
    focus(): void;
  }
  interface Results {
    rootEl: HTMLElement;
    resultsEl: HTMLElement;
    getPrefixes(): Record<string, string>;
    refresh(): void;
    results?: {
      getVariables(): string[];
      getBindings(): object[] | null;
      getBoolean(): boolean | undefined;
      hasError(): boolean;
    };
    on(event: "drawn", listener: () => void): void;
  }
  interface Tab {
    getId(): string;
    getName(): string;
    getYasqe(): Editor | undefined;
    getYasr(): Results | undefined;
    getQuery(): string;
    query(): Promise<unknown>;
  }
  interface Stored {
    id?: string;
    name?: string;
    yasqe?: { value: string };
    requestConfig?: object;
  }
  interface Completer {
    name: string;
    get(editor: Editor): Promise<string[]>;
    bulk: boolean;
    autoShow?: boolean;
    persistenceId?: null;
  }
  class Table {
    yasr: Results;
    persistentConfig: { compact?: boolean };
    getColumns(): object[];
  }
  export default class Yasgui {
    constructor(parent: HTMLElement, config: object);
    rootEl: HTMLElement;
    getTab(id?: string): Tab | undefined;
    addTab(active: boolean, stored?: Stored): Tab;
    on(event: string, listener: (yasgui: Yasgui, tab: Tab) => void): void;
    static Yasqe: {
      defaults: { autocompleters: string[] };
      forkAutocompleter(from: string, to: Completer, enable: boolean): void;
    };
    static Yasr: { plugins: Record<string, unknown> & { table: typeof Table } };
  }
}
