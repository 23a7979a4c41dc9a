// The shapes that the page's own scripts hand each other. What goes over the wire stands in wire.d.ts.

/** What the server has told last, as the kinds of activity read it. */
interface Picture<Part = any> extends Omit<ParticipantView, "kind"> {
  /** The current activity's own part: each kind's file knows which one it is. */
  kind: Part;
}

/** An input on its way, or answered and not yet in the picture. */
interface Item {
  key: string;
  path: string;
  body: Record<string, any>;
  activity?: string;
  title?: string;
  /** The field its text came from. */
  field?: string;
  /** What a later input replaces. */
  target?: string;
  keepOrder?: boolean;
  failures?: number;
  id?: string;
  /** Given once it is stored. */
  seq?: number;
}
type About = Partial<Item>;

interface Draft {
  text: string;
  title?: string;
}

/** A text that could not be delivered. */
interface Unsent extends Draft {
  key: string;
  field?: string;
  activity?: string;
  sentence?: string;
  /** Of an earlier workshop or another person on this phone. */
  earlier?: boolean;
}

interface Answer {
  ok: boolean;
  status: number;
  data: any;
  code: string;
  sentence: string;
  waitSeconds: number;
}

interface Session {
  token: string;
  secret: string;
  ended: boolean;
  notice: string;
  joining: Joining;
  justJoined?: boolean;
  lateFor?: string;
  isAsked?: boolean;
  forgotten?: boolean;
  /** True, or what stands in the fields already. */
  editingMe?: any;
}
interface Joining {
  sentence?: string;
  note?: string;
  atCode?: boolean;
  busy?: boolean;
  waiting?: string;
  detail?: string;
  retry?: () => void;
  wish?: JoinWish;
}
type JoinWish = { secret?: string; code?: string };

interface Link {
  state: "connecting" | "connected" | "offline";
  turn: number;
  failures: number;
  streamFailures: number;
  polls: number;
  timer?: number;
  hello?: number;
  controller?: AbortController | null;
  heard: number;
  opened?: number;
  away: boolean;
}

interface Tab {
  id: string;
  replaced: boolean;
  inherited: Record<string, Draft>;
}

interface Minutes {
  state: string;
  sentence?: string;
  content?: View[];
}

interface Clock extends ClockPart {
  takenAt: number;
  wasOver: boolean;
  partIndex?: number;
}

/** What `h` makes: an element to be, with what stands in it. */
interface Element_ {
  tag: string;
  props: Props;
  children: View[];
}
type Leaf = Element_ | string | number;
type View = Leaf | null | undefined | boolean | View[];
interface Props {
  [name: string]: any;
  ready?: (element: any) => void;
  oninput?: (event: any) => void;
  onsubmit?: (event: SubmitEvent) => void;
  onkeydown?: (event: KeyboardEvent) => void;
}

/** An element of the page that `drawInto` has made, and what the fields remember on it. */
interface Drawn extends HTMLElement {
  drawnTag?: string;
  drawnKey?: string;
  drawnProps?: Props;
  data?: string;
  checked?: boolean;
  [handler: `on${string}`]: any;
}
interface Field extends HTMLTextAreaElement {
  /** What the server had when this was shown. */
  baseline?: string;
  /** What the server had when the text was begun. */
  standing?: string;
}

interface FieldOptions {
  key: string;
  title: string;
  label: View;
  hint?: string;
  initial?: string;
  rows?: number;
  onText?: () => void;
  onLeave?: () => void;
  onSend?: () => void;
  sendsOnEnter?: boolean;
  onPaste?: (event: ClipboardEvent) => void;
}

interface ChoiceOptions {
  id: string;
  legend: View;
  options: { key: string; title?: string; face?: View; tone?: string }[];
  value?: string;
  onChoose: (key: string) => void;
  shape?: string;
}

/** What a kind of activity does on a phone; `Part` is its part of the picture. */
interface Kind<Part> {
  takesInput?: boolean;
  sendsByItself?: boolean;
  view(shown: Picture<Part>, activity: ActivityPart): View;
  says?(activity: ActivityPart): string | false;
  showsDraft?(kind: Part, activity: ActivityPart, name: string): boolean;
  showField?(activity: ActivityPart, name: string): void;
  storedLine?(kind: Part, activity: ActivityPart): string;
  noteNews?(news: Picture<Part>): void;
  takeCard?(kind: Part, card: AnyCard): boolean;
  dropCard?(kind: Part, id: string): boolean;
}

/** A card as cards are shown, whichever kind it is of. */
type AnyCard = CardPart & { hidden?: boolean };
type OwnCard = OwnCardPart & { item: Item | null; name: string; reference?: string };
type CardToPlace = PlaceCardPart & { item: Item | null; stands?: string };
type CardToVote = VoteCardPart & { mine: number; item: Item | null };

/** What phones and host keep between two pictures. */
type Choices = Record<string, Record<string, any>>;
