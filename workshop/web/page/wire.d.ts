// Made by tests/tools/make_page_types.py from docs/openapi.json: what goes over the wire.

interface Accepted {
  id: string;
  repeated: boolean;
  seq: number;
}

interface ActivityPart {
  body: (string)[];
  clock: ClockPart;
  form: string;
  id: string;
  key: string;
  kind: string;
  number: number;
  of: number;
  open: boolean;
  pause: boolean;
  phase: string;
  prompt: string;
  purpose: string;
  revealed: boolean;
  round: number;
  step: string;
  title: string;
}

interface AgreePart {
  decisions: (DecisionPart)[];
  named: boolean;
  next_steps: (NextStepPart)[];
  own: (string)[];
  parked: (ParkedPart)[];
}

interface AliasBody {
  alias?: string;
  table?: string;
}

interface AnswerBody {
  activity?: string;
  category: string;
  question: string;
  seen?: string | null;
  text: string;
}

interface AnswersPart {
  agreed: string;
  category: string;
  question: string;
  texts: (string)[];
}

interface CardPart {
  id: string;
  merged: (string)[];
  number: string;
  origin: string;
  outcome: string;
  status: string;
  text: string;
  theme: string;
  when: string;
}

interface CategoryPart {
  fails_when: (string)[];
  gloss: string;
  key: string;
  short: string;
  sign: string;
  title: string;
  works_when: (string)[];
}

interface ChangedCardBody {
  outcome?: string;
  seen?: string;
  status?: string;
  text: string;
  when?: string;
}

interface ChoicePart {
  key: string;
  title: string;
}

interface ClockPart {
  minutes: number;
  parts: (TimedPartPart)[];
  paused: boolean;
  remaining_seconds: number;
}

interface ClusterPart {
  marked: Record<string, (MarkKind)[]>;
  not_chosen: (CardPart)[];
  themes: (ThemePart)[];
  unthemed: (CardPart)[];
}

interface CollectPart {
  count: number | null;
  deck: DeckPart;
  grid: GridPart | null;
  mine: (OwnCardPart)[];
  others: (CardPart)[];
}

interface DecisionPart {
  number: number;
  text: string;
  who: (string)[];
}

interface DeckPart {
  key: string;
  plural: string;
  singular: string;
  statuses: (ChoicePart)[];
  title: string;
}

interface DoneBody {
  activity?: string;
  done: boolean;
}

interface FieldBody {
  activity?: string;
  card: string;
  field: string;
  text: string;
}

type FilledBy = "everyone" | "facilitator" | "table";

interface GridPart {
  outcome: string;
  outcomes: (ChoicePart)[];
  when: string;
  whens: (ChoicePart)[];
}

interface HeldPart {
  highest: number;
  means: (string)[];
  text: string;
  title: string;
}

interface JoinBody {
  alias?: string;
  code?: string;
  join_key?: string | null;
  secret?: string;
  table?: string;
}

interface Joined {
  participant: Person;
  token: string;
}

interface LateTextBody {
  activity: string;
  field?: string;
  text: string;
}

interface MarkBody {
  activity?: string;
  card: string;
  mark: MarkKind;
  said: boolean;
}

type MarkKind = "me-too" | "not-worth-it" | "partly-worth-it" | "unclear" | "worth-it";

interface Me {
  alias: string;
  done: boolean;
  id: string;
  number: number;
  table: string;
  worth: string;
}

interface NewCardBody {
  activity?: string;
  outcome?: string;
  status?: string;
  text: string;
  when?: string;
}

interface NextStepPart {
  approach: string;
  due: string;
  due_words: string;
  first_visible_result: string;
  help: string;
  id: string;
  initiative: string;
  learning: string;
  number: number;
  resources: string;
  seen_by: string;
  status: string;
  what: string;
  who: string;
}

interface Noted {
  noted: boolean;
}

interface NothingBody {
}

interface OwnAnswerPart {
  category: string;
  hidden: boolean;
  question: string;
  text: string;
}

interface OwnCardPart {
  hidden: boolean;
  id: string;
  merged: (string)[];
  number: string;
  origin: string;
  outcome: string;
  status: string;
  text: string;
  theme: string;
  when: string;
}

interface ParkBody {
  text: string;
}

interface ParkedPart {
  number: number;
  text: string;
  who: string;
}

interface ParticipantView {
  activity: ActivityPart | null;
  done: number;
  kind: PresentPart | CollectPart | ClusterPart | PlacePart | ReflectPart | RatePart | VotePart | AgreePart | RecordPart | null;
  me: Me;
  people: number;
  phones: number;
  pointed: PointedPart;
  seq: number;
  trouble: boolean;
  workshop: WorkshopPart;
}

interface Person {
  alias: string;
  id: string;
  number: number;
  table: string;
}

interface PlaceCardPart {
  agreed: string;
  alike: number;
  cast: number;
  counts: Record<string, number> | null;
  disagreement: string;
  first: string;
  goal: string;
  id: string;
  merged: (string)[];
  mine: string;
  number: string;
  origin: string;
  outcome: string;
  status: string;
  text: string;
  theme: string;
  when: string;
}

interface PlacePart {
  cards: (PlaceCardPart)[];
  categories: (CategoryPart)[];
  placed: number;
}

interface PlacedPart {
  category: string;
  count: number;
  room: number | null;
}

interface PlacementBody {
  activity?: string;
  card: string;
  category: string;
  round?: number;
}

interface PointedPart {
  id: string;
  text: string;
}

interface PresentPart {
  categories: (CategoryPart)[];
  source: string;
}

interface Problem {
  code: string;
  sentence: string;
}

interface ProblemAnswer {
  error: Problem;
}

interface ProgressBody {
  activity?: string;
  seen_by?: string;
  status: StepStatus;
  step: string;
}

interface QuestionPart {
  key: string;
  short: string;
  text: string;
}

interface RatePart {
  agreed: (string)[];
  held: (HeldPart)[];
  mine: Record<string, number>;
  mine_second: Record<string, number>;
  scale: ScalePart;
  second_scale: ScalePart | null;
  spread: (SpreadPart)[] | null;
  statements: (StatementPart)[];
}

interface RatingBody {
  activity?: string;
  scale?: number;
  statement: string;
  value: number;
}

interface RecordCardPart {
  answers: Record<string, (string)[]>;
  id: string;
  mine: Record<string, string>;
  number: string;
  stands: Record<string, string>;
  text: string;
}

interface RecordFieldPart {
  by: FilledBy;
  choices: (string)[];
  help: string;
  key: string;
  required: boolean;
  title: string;
}

interface RecordPart {
  cards: (RecordCardPart)[];
  fields: (RecordFieldPart)[];
  title: string;
}

interface ReflectPart {
  answers: (AnswersPart)[] | null;
  categories: (CategoryPart)[];
  mine: (OwnAnswerPart)[];
  own: boolean;
  placed: (PlacedPart)[] | null;
  questions: (QuestionPart)[];
  room: string;
  suggested: string;
  table: string;
}

interface ScalePart {
  highest: number;
  labels: ([number, string])[];
  lowest: number;
  title: string;
}

interface ScreenPart {
  heading: string;
  lines: (string)[];
}

interface ShownScreen {
  above: string;
  parts: (ScreenPart)[];
  question: string;
  title: string;
}

interface SpreadPart {
  answers: number;
  apart: number | null;
  counts: ([number, number])[];
  scale: number;
  statement: string;
}

interface StatementPart {
  key: string;
  text: string;
}

type StepStatus = "done" | "not-started" | "stopped" | "under-way";

interface TakeBody {
  activity?: string;
  step: string;
  taken: boolean;
}

interface ThemePart {
  cards: (CardPart)[];
  id: string;
  name: string;
}

interface TimedPartPart {
  ends: number;
  title: string;
}

interface VoteBody {
  activity?: string;
  card: string;
  dots: number;
}

interface VoteCardPart {
  dots: number | null;
  id: string;
  merged: (string)[];
  mine: number;
  number: string;
  origin: string;
  outcome: string;
  status: string;
  text: string;
  theme: string;
  when: string;
}

interface VotePart {
  away: number;
  cards: (VoteCardPart)[];
  dots: number;
  max_per_item: number;
  used: number;
}

interface WorkshopPart {
  before: string;
  ground_rules: (string)[];
  group: string;
  language: string;
  next_meeting: string;
  organisation: string;
  pdf: boolean;
  screen: boolean;
  sign: string;
  status: string;
  tables: boolean;
  title: string;
}

interface WorthBody {
  worth: MarkKind;
}

interface WritingBody {
  lost?: boolean;
  writing: boolean;
}
